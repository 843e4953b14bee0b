//! Renders a document (JSON) in every template, as PDF and PNG pages, and says how long it took.
//!
//! `cargo run -p render --example pages -- document.json folder`

use domain::export::{RenderOutput, RenderRequest, Template};
use domain::resume::Document;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(source), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: pages document.json folder".into());
    };
    let document: Document = serde_json::from_slice(&std::fs::read(source)?)?;
    let folder = std::path::PathBuf::from(folder);
    std::fs::create_dir_all(&folder)?;
    let mut renderer = render::Renderer::default();
    for template in Template::ALL {
        let mut ask = |output| {
            let start = Instant::now();
            let request = RenderRequest { document: document.clone(), template, output };
            renderer.render(&request).map(|file| (file, start.elapsed().as_millis()))
        };
        let (pdf, pdf_ms) = ask(RenderOutput::Pdf)?;
        std::fs::write(folder.join(format!("{}.pdf", template.name())), &pdf.bytes)?;
        let mut png_ms = Vec::new();
        for page in 1..=pdf.pages {
            let (png, took) = ask(RenderOutput::Png { page, scale: 150 })?;
            std::fs::write(folder.join(format!("{}-{page}.png", template.name())), &png.bytes)?;
            png_ms.push(took);
        }
        println!("{}: {} pages, {} bytes, pdf {pdf_ms} ms, png {png_ms:?} ms", template.name(), pdf.pages, pdf.bytes.len());
    }
    Ok(())
}
