//! Compiled pages become a file.

use crate::{Error, Result};
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_render::RenderOptions;

/// How many pages there are.
pub(crate) fn pages(document: &PagedDocument) -> u32 {
    u32::try_from(document.pages().len()).unwrap_or(u32::MAX)
}

/// Tagged PDF, without a date and with an identifier made of the content: the same bytes every time.
/// PDF/UA-1 where every character has a glyph (the standard allows no other file), else tagged all the same.
pub(crate) fn pdf(document: &PagedDocument, fingerprint: u64, accessible: bool) -> Result<Vec<u8>> {
    let standards: &[PdfStandard] = if accessible { &[PdfStandard::Ua_1] } else { &[] };
    let options = PdfOptions {
        ident: Smart::Custom(format!("resumax-{fingerprint:016x}")),
        creator: Smart::Custom(Some("resuMAX".to_owned())),
        timestamp: None,
        standards: PdfStandards::new(standards).map_err(|error| Error::Output(error.message().to_string()))?,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| Error::Output(say(&errors)))
}

/// One page (from 1), `scale` pixels per point × 100, as opaque PNG.
pub(crate) fn png(document: &PagedDocument, page: u32, scale: u32) -> Result<Vec<u8>> {
    if !(10..=800).contains(&scale) {
        return Err(Error::Scale(scale));
    }
    let index = usize::try_from(page).ok().and_then(|page| page.checked_sub(1));
    let found = index.and_then(|index| document.pages().get(index));
    let page = found.ok_or(Error::NoSuchPage { asked: page, pages: pages(document) })?;
    let pixmap = typst_render::render(page, &RenderOptions { pixel_per_pt: (f64::from(scale) / 100.0).into(), render_bleed: false });
    // The page is filled, so every pixel is opaque and the alpha channel says nothing.
    let mut rgb = vec![0; pixmap.data().len() / 4 * 3];
    for (opaque, pixel) in rgb.chunks_exact_mut(3).zip(pixmap.data().chunks_exact(4)) {
        opaque.copy_from_slice(&pixel[..3]);
    }
    encode(&rgb, pixmap.width(), pixmap.height()).map_err(|error| Error::Output(error.to_string()))
}

fn encode(rgb: &[u8], width: u32, height: u32) -> std::result::Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(rgb)?;
    writer.finish()?;
    Ok(bytes)
}

/// What Typst says, in one line.
pub(crate) fn say(errors: &[SourceDiagnostic]) -> String {
    errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; ")
}
