//! Pages of jobs that are made to break their reader.

/// Each with its name.
pub fn all() -> Vec<(&'static str, String)> {
    let data = |json: &str| format!("<script type='application/ld+json'>{json}</script>");
    let job = |more: &str| format!(r#"{{"@type":"JobPosting","title":"Cook","description":"{}"{more}}}"#, "You cook. ".repeat(40));
    vec![
        ("elements 200,000 deep", "<div>".repeat(200_000)),
        ("emphasis 100,000 deep", "<b><i>".repeat(100_000) + "text"),
        ("tables 60,000 deep", "<table><tr><td>".repeat(60_000)),
        ("articles 20,000 deep", "<article><p>You cook lunch for many people.</p>".repeat(20_000)),
        ("500,000 elements", "<p>a".repeat(500_000)),
        ("an element with 200,000 attributes", format!("<p {}>", (0..200_000).map(|at| format!("a{at} ")).collect::<String>())),
        ("2 MB of brackets", "<".repeat(2_000_000)),
        ("2 MB of entities that never end", "<p>".to_owned() + &"&".repeat(2_000_000)),
        ("2 MB in one line", "<p>".to_owned() + &"word ".repeat(400_000)),
        ("scripts that never end", "<script type='application/ld+json'>".repeat(50_000)),
        ("comments that never end", "<!--".repeat(500_000)),
        ("data a million deep", data(&"[".repeat(1_000_000))),
        ("data 120 deep", data(&format!("{}{}{}", r#"{"a":"#.repeat(120), job(""), "}".repeat(120)))),
        ("3,000 jobs", data(&format!("[{}]", vec![job(""); 3_000].join(",")))),
        (
            "things that name each other in a circle",
            data(&format!(
                r##"[{},{{"@id":"#a","name":{{"@id":"#b"}}}},{{"@id":"#b","name":{{"@id":"#a"}},"address":{{"@id":"#a"}}}}]"##,
                job(r##","hiringOrganization":{"@id":"#a"},"jobLocation":{"@id":"#b"}"##)
            )),
        ),
        ("a description of 1.5 MB", data(&job(&format!(r#","skills":"{}""#, "<p>".repeat(500_000))))),
    ]
}
