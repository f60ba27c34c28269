//! What a template can see while it is set: the templates, one data file and the built-in fonts.

use std::collections::HashMap;

use rust_embed::RustEmbed;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::legible::Coverage;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/templates/pdf/"]
struct Templates;

/// The part that all documents share: fonts, templates and the Typst library.
pub(super) struct House {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    templates: HashMap<FileId, Source>,
    coverage: Coverage,
}

impl House {
    pub(super) fn new() -> House {
        let fonts: Vec<Font> = typst_assets::fonts().flat_map(|file| Font::iter(Bytes::new(file))).collect();
        House {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            templates: Templates::iter().filter_map(|path| template(&path)).collect(),
            coverage: Coverage::of(&fonts),
            fonts,
        }
    }

    pub(super) fn coverage(&self) -> &Coverage {
        &self.coverage
    }
}

fn template(path: &str) -> Option<(FileId, Source)> {
    let id = file_id(path)?;
    let file = Templates::get(path)?;
    let text = std::str::from_utf8(&file.data).ok()?;
    Some((id, Source::new(id, text.to_owned())))
}

fn file_id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// One document in the making: the shared house, its template and its data.
pub(super) struct Sheet<'a> {
    house: &'a House,
    main: FileId,
    data_id: FileId,
    data: Bytes,
}

impl<'a> Sheet<'a> {
    /// `None` when there is no such template. Names are looked up before they are interned:
    /// an interned path is kept for ever.
    pub(super) fn new(house: &'a House, template: &str, data: Vec<u8>) -> Option<Sheet<'a>> {
        let file = format!("{template}.typ");
        Templates::get(&file)?;
        let main = file_id(&file).filter(|id| house.templates.contains_key(id))?;
        Some(Sheet { house, main, data_id: file_id("data.json")?, data: Bytes::new(data) })
    }
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.house.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.house.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.house.templates.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data_id { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.house.fonts.get(index).cloned()
    }

    /// No clock: a document states only times that are in its data.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
