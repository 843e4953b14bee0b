//! Compiles a document in a template, and keeps the last few results for the next page or format of the same.

use crate::sheet::Sheet;
use crate::world::Page;
use crate::{Error, Result, fonts, output, places};
use domain::export::{RenderOutput, RenderRequest, Template};
use domain::resume::Document;
use typst_layout::PagedDocument;

/// As many compiled documents are kept: the four templates of one document, and the one before.
const KEPT: usize = 5;

/// Typst's own caches forget what was not used for as many renderings.
const MEMORY: usize = 8;

/// A file, and what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Rendered {
    /// Of the whole document.
    pub pages: u32,
    /// Characters of the document that no font can show.
    pub undisplayable: String,
    /// PDF, PNG or JSON.
    pub bytes: Vec<u8>,
}

/// Renders, and remembers what it compiled.
#[derive(Default)]
pub struct Renderer {
    /// The newest last.
    kept: Vec<Compiled>,
}

struct Compiled {
    template: Template,
    document: Document,
    fingerprint: u64,
    undisplayable: String,
    paged: PagedDocument,
}

impl Renderer {
    /// Makes what is asked for. Whatever happens, Typst's caches are trimmed.
    pub fn render(&mut self, request: &RenderRequest) -> Result<Rendered> {
        let rendered = self.answer(request);
        comemo::evict(MEMORY);
        rendered
    }

    fn answer(&mut self, request: &RenderRequest) -> Result<Rendered> {
        let compiled = self.compiled(&request.document, request.template)?;
        let bytes = match request.output {
            RenderOutput::Pdf => output::pdf(&compiled.paged, compiled.fingerprint, compiled.undisplayable.is_empty())?,
            RenderOutput::Png { page, scale } => output::png(&compiled.paged, page, scale)?,
            RenderOutput::Map => {
                let map = places::map(&compiled.paged, &compiled.document);
                serde_json::to_vec(&map).map_err(|error| Error::Output(error.to_string()))?
            }
        };
        Ok(Rendered { pages: output::pages(&compiled.paged), undisplayable: compiled.undisplayable.clone(), bytes })
    }

    fn compiled(&mut self, document: &Document, template: Template) -> Result<&Compiled> {
        let found = self.kept.iter().position(|one| one.template == template && &one.document == document);
        let compiled = match found {
            Some(at) => self.kept.remove(at),
            None => compile(document, template)?,
        };
        if self.kept.len() == KEPT {
            self.kept.remove(0);
        }
        self.kept.push(compiled);
        Ok(&self.kept[self.kept.len() - 1])
    }
}

fn compile(document: &Document, template: Template) -> Result<Compiled> {
    let sheet = Sheet::new(document, template);
    let data = serde_json::to_vec(&sheet).map_err(|error| Error::Template(error.to_string()))?;
    let fingerprint = domain::text::fingerprint(&String::from_utf8_lossy(&data)) ^ domain::text::fingerprint(template.name());
    let texts: Vec<String> = document.texts().into_iter().map(|(_, text)| text).collect();
    let paged =
        typst::compile::<PagedDocument>(&Page::new(template, data)).output.map_err(|errors| Error::Template(output::say(&errors)))?;
    Ok(Compiled {
        template,
        document: document.clone(),
        fingerprint,
        undisplayable: fonts::undisplayable(texts.iter().map(String::as_str)),
        paged,
    })
}
