//! What a browser is told about a file that it should save and not show.

/// The value of `Content-Disposition` by RFC 6266: a plain name for old clients, the real one percent-encoded.
pub fn disposition(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or(name);
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || "-_. ".contains(c) { c } else { '_' }).collect();
    let encoded: String = name
        .bytes()
        .map(|b| if b.is_ascii_alphanumeric() || b"-_.~".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_can_not_break_out_of_the_header() {
        let value = disposition("exports/J\u{fc}rgen \"x\"\r\n.pdf");
        assert_eq!(value, "attachment; filename=\"J_rgen _x___.pdf\"; filename*=UTF-8''J%C3%BCrgen%20%22x%22%0D%0A.pdf");
    }
}
