//! The world that Typst sees: one template, the shared base, the data, the vendored fonts. No files, no packages, no clock.

use crate::fonts::FONTS;
use domain::export::Template;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

static BASE: LazyLock<Source> = LazyLock::new(|| source("/base.typ", include_str!("../templates/base.typ")));

static TEMPLATES: LazyLock<[Source; 4]> = LazyLock::new(|| {
    [
        source("/classic.typ", include_str!("../templates/classic.typ")),
        source("/modern.typ", include_str!("../templates/modern.typ")),
        source("/compact.typ", include_str!("../templates/compact.typ")),
        source("/formal.typ", include_str!("../templates/formal.typ")),
    ]
});

static DATA: LazyLock<FileId> = LazyLock::new(|| id("/sheet.json"));

/// One document in one template.
pub(crate) struct Page {
    main: &'static Source,
    data: Bytes,
}

impl Page {
    /// The data is the JSON of a [`crate::sheet::Sheet`].
    pub fn new(template: Template, data: Vec<u8>) -> Self {
        let at = match template {
            Template::Classic => 0,
            Template::Modern => 1,
            Template::Compact => 2,
            Template::Formal => 3,
        };
        Page { main: &TEMPLATES[at], data: Bytes::new(data) }
    }
}

impl World for Page {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [self.main, &*BASE].into_iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn source(path: &str, text: &str) -> Source {
    Source::new(id(path), text.to_owned())
}

fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the paths of this file are plain names");
    RootedPath::new(VirtualRoot::Project, path).intern()
}
