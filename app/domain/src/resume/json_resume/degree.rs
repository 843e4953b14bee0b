//! Degrees: "MS Computer Science" is the degree MS in the area Computer Science.

/// Degrees that stand by themselves in front of a subject, in lower case without dots.
const SHORT: [&str; 46] = [
    "aa", "aas", "as", "ab", "ba", "bs", "bsc", "beng", "btech", "bba", "bcom", "bed", "bfa", "bsn", "barch", "llb", "mbbs", "ma", "ms",
    "msc", "meng", "mtech", "mba", "mcom", "med", "mfa", "mph", "mpa", "mphil", "msn", "march", "msw", "mpp", "llm", "phd", "dphil", "md",
    "jd", "edd", "dnp", "pharmd", "dds", "dvm", "psyd", "ged", "dipl",
];
/// First words of degrees that are written out.
const LONG: [&str; 12] = [
    "bachelor",
    "bachelor's",
    "bachelors",
    "master",
    "master's",
    "masters",
    "doctor",
    "doctorate",
    "associate",
    "associate's",
    "diploma",
    "certificate",
];

/// The degree and the subject of a title; the subject is empty where it can't be told apart.
pub(super) fn split(title: &str) -> (String, String) {
    let first = title.split([' ', ',']).next().unwrap_or("");
    let short = SHORT.contains(&first.replace('.', "").to_lowercase().as_str());
    let long = LONG.contains(&first.replace('’', "'").to_lowercase().as_str());
    let cut = if !(short || long) {
        None
    } else if let Some(index) = title.find(" in ") {
        Some((index, index + 4))
    } else if let Some(index) = title.find(", ") {
        Some((index, index + 2))
    } else if short && title.len() > first.len() {
        Some((first.len(), first.len() + 1))
    } else {
        None
    };
    match cut {
        Some((end, start)) => (title[..end].to_owned(), title[start..].to_owned()),
        None => (title.to_owned(), String::new()),
    }
}

/// The title of a degree and a subject.
pub(super) fn join(degree: &str, area: &str) -> String {
    if degree.is_empty() || area.is_empty() {
        return format!("{degree}{area}");
    }
    if degree.to_lowercase().contains(&area.to_lowercase()) {
        return degree.to_owned();
    }
    let short = SHORT.contains(&degree.replace('.', "").to_lowercase().as_str());
    if short { format!("{degree} {area}") } else { format!("{degree}, {area}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("MS Computer Science", "MS", "Computer Science")]
    #[case("B.Sc. in Nursing", "B.Sc.", "Nursing")]
    #[case("Bachelor of Science in Computer Science", "Bachelor of Science", "Computer Science")]
    #[case("Master of Arts, History", "Master of Arts", "History")]
    #[case("PhD", "PhD", "")]
    #[case("Abitur", "Abitur", "")]
    #[case("Exchange year in Lyon", "Exchange year in Lyon", "")]
    fn degrees_and_subjects_are_told_apart(#[case] title: &str, #[case] degree: &str, #[case] area: &str) {
        assert_eq!(split(title), (degree.to_owned(), area.to_owned()));
    }

    #[test]
    fn a_degree_that_names_its_subject_does_not_say_it_twice() {
        assert_eq!(join("Bachelor's in Computer Science", "Computer Science"), "Bachelor's in Computer Science");
        assert_eq!(join("MS", "Computer Science"), "MS Computer Science");
        assert_eq!(join("Master of Science", "Computer Science"), "Master of Science, Computer Science");
    }
}
