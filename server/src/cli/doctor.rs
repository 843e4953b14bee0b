//! `resumax doctor`: checks everything that the program needs, and says what to do about what is missing.

use bytes::Bytes;
use domain::export::{RenderOutput, RenderRequest, Template};
use domain::ids::TenantId;
use domain::resume::{Contact, Document};
use services::{Services, exports};

use super::{Outcome, config, open, sentence, warn_of, warn_of_unknown_settings};

/// On the page that is rendered and read back.
const NAME: &str = "Ada Example";

/// One page, by the renderer that exports use.
async fn page() -> Result<bytes::Bytes, String> {
    let contact = Contact { name: NAME.to_owned(), ..Contact::default() };
    let document = Document { contact, ..Document::default() };
    let request = RenderRequest { document, template: Template::default(), output: RenderOutput::Pdf };
    exports::render::render(&request).await.map(|rendered| rendered.bytes).map_err(|error| sentence(&error))
}

/// A file, there and back.
async fn kept(services: &Services) -> services::Result<String> {
    let nobody = TenantId::new("doctor");
    let hash = services.blobs.put(&nobody, Bytes::copy_from_slice(&services::ids::random::<16>())).await?;
    services.blobs.get(&nobody, &hash).await?;
    services.blobs.delete(&nobody, &hash).await?;
    Ok("keeps, reads and removes a file".to_owned())
}

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
    warn_of_unknown_settings();
    warn_of(&config);
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
            let missing: Vec<_> = missing.iter().map(|(what, error)| format!("{what}: {}", sentence(error))).collect();
            check("storage", if missing.is_empty() { Ok("database and objects answer".to_owned()) } else { Err(missing.join(", ")) });
            if let Some(warning) = services::readiness::fallen_walls(&services).await {
                println!("warn  {warning}");
            }
            check("objects", kept(&services).await.map_err(|error| sentence(&error)));
            if let Some(redis) = &services.redis {
                redis.connected().await;
                let warnings = redis.warnings().await;
                warnings.iter().for_each(|warning| println!("warn  {warning}"));
                if warnings.is_empty() {
                    check("redis", Ok("answers, keeps what it is given, and throws nothing away".to_owned()));
                }
            }
        }
        Err(message) => check("storage", Err(message)),
    }
    let page = page().await;
    check("renderer", page.as_ref().map(|page| format!("makes a PDF of {} bytes", page.len())).map_err(Clone::clone));
    if let Ok(page) = page {
        let read = exports::pdftotext(&page).await.filter(|text| text.contains(NAME));
        let advice = "not found, or it can't read a PDF: install poppler-utils, so that exported PDFs are read back by a second reader";
        check("pdftotext", read.map(|_| "reads an exported PDF back".to_owned()).ok_or_else(|| advice.to_owned()));
    }
    if faults == 0 { Ok(()) } else { Err(format!("{faults} of the checks failed")) }
}
