//! `resumax doctor`: checks everything that the program needs, and says what to do about what is missing.

use super::{Outcome, config, open};

pub async fn run() -> Outcome {
    let mut faults = 0;
    let mut check = |name: &str, outcome: Result<String, String>| match outcome {
        Ok(found) => println!("ok    {name}: {found}"),
        Err(advice) => {
            faults += 1;
            println!("FAIL  {name}: {advice}");
        }
    };
    let config = match config() {
        Ok(config) => config,
        Err(message) => return Err(message),
    };
    check("configuration", Ok(format!("address {}, data in {}", config.addr, config.data_dir.display())));
    check(
        "parser",
        services::child::parse(b"# Ada Example\n\nada@example.com\n")
            .await
            .map(|_| "reads a resume".to_owned())
            .map_err(|error| error.message),
    );
    match open(config).await {
        Ok(services) => {
            let missing = services::readiness::missing(&services).await;
            check("storage", if missing.is_empty() { Ok("database and objects answer".to_owned()) } else { Err(missing.join(", ")) });
        }
        Err(message) => check("storage", Err(message)),
    }
    let reader = std::process::Command::new("pdftotext").arg("-v").output();
    check(
        "pdftotext",
        reader
            .map(|_| "certifies exported PDFs".to_owned())
            .map_err(|_| "not found: install poppler-utils, so that exported PDFs are read back by a second reader".to_owned()),
    );
    if faults == 0 { Ok(()) } else { Err(format!("{faults} of the checks failed")) }
}
