//! Finds the objects of a PDF. The cross-reference table is not trusted: the file is walked once
//! from the start and the last definition of an object counts, which is what the table of an
//! updated file says as well, and which reads damaged files like sound ones. Only places are kept;
//! an object is parsed when it is asked for, so pictures cost nothing and memory stays small.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::budget::Budget;
use super::filter::{Refused, Unpacked, unpack};
use super::object::{Dictionary, Object, Parser};
use super::scan::{find, next_keyword, object_number};
use super::unlock::Key;
use crate::{Excess, Limits, ReadError};

/// Longest chain of references to references.
const LONGEST_CHAIN: usize = 16;
/// Most objects; each costs an entry of the index.
const MOST_OBJECTS: usize = 1_000_000;

/// Most bytes of unpacked object streams, which are kept while the file is read.
const MOST_CONTAINED: usize = 32 << 20;

pub(super) struct File<'bytes> {
    bytes: &'bytes [u8],
    index: BTreeMap<u32, Site>,
    containers: BTreeMap<u32, Vec<u8>>,
    contained: usize,
    trailer: Dictionary,
    key: Option<Key>,
    budget: Budget,
    /// Whether a stream broke off since this was last set back.
    pub(super) is_damaged: bool,
    /// Bytes parsed so far, those parsed again counted again.
    effort: Cell<usize>,
}

/// Where an object lies.
#[derive(Clone, Copy, Debug)]
enum Site {
    /// In the file, from this offset.
    File(usize),
    /// In an object stream, from this offset of its unpacked bytes.
    Container(u32, usize),
}

/// Something found on the walk through the file.
enum Found {
    Object(u32, usize),
    Container(u32),
}

impl<'bytes> File<'bytes> {
    pub(super) fn open(bytes: &'bytes [u8], limits: &Limits) -> Result<Self, ReadError> {
        let mut file = Self {
            bytes,
            index: BTreeMap::new(),
            containers: BTreeMap::new(),
            contained: 0,
            trailer: Dictionary::new(),
            key: None,
            budget: Budget::new(limits),
            is_damaged: false,
            effort: Cell::new(0),
        };
        let found = file.walk()?;
        for find in &found {
            if let Found::Object(number, at) = find {
                file.index.insert(*number, Site::File(*at));
            }
        }
        if let Some(locked) = file.trailer.get(&b"Encrypt"[..]).cloned() {
            let locked = file.resolved_dictionary(&locked);
            let id = file.trailer.get(&b"ID"[..]).and_then(Object::array);
            let id = id.and_then(<[Object]>::first).and_then(Object::bytes);
            let key = Key::without_password(&locked, id.unwrap_or_default());
            file.key = Some(key.ok_or(ReadError::Encrypted {
                format: Some(crate::Format::Pdf),
            })?);
        }
        // Again in the order of the file, now with what the object streams hold.
        file.index.clear();
        for find in found {
            match find {
                Found::Object(number, at) => {
                    file.index.insert(number, Site::File(at));
                }
                Found::Container(number) => file.open_container(number)?,
            }
        }
        Ok(file)
    }

    /// Walks over all objects, jumping over the bytes of streams.
    fn walk(&mut self) -> Result<Vec<Found>, ReadError> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some((keyword, start)) = next_keyword(self.bytes, at) {
            at = start + keyword.len();
            if keyword == b"trailer" {
                if let Some(Object::Dictionary(trailer)) = Parser::new(self.bytes, at).next() {
                    self.take_trailer(trailer);
                }
                continue;
            }
            let Some(number) = object_number(self.bytes, start) else {
                continue;
            };
            if found.len() >= MOST_OBJECTS {
                return Err(ReadError::Bomb {
                    excess: Excess::Entries,
                    limit: u64::try_from(MOST_OBJECTS).unwrap_or(u64::MAX),
                });
            }
            self.check_effort()?;
            found.push(Found::Object(number, at));
            if let Some((dictionary, data)) = self.stream_at(at) {
                at = data.end;
                match dictionary.get(&b"Type"[..]).and_then(Object::name) {
                    Some(b"ObjStm") => found.push(Found::Container(number)),
                    Some(b"XRef") => self.take_trailer(dictionary),
                    _ => {}
                }
            }
        }
        Ok(found)
    }

    /// A later trailer overrides, key by key: some hold only what was changed.
    fn take_trailer(&mut self, trailer: Dictionary) {
        for (key, value) in trailer {
            if matches!(&*key, b"Root" | b"Encrypt" | b"ID") {
                self.trailer.insert(key, value);
            }
        }
    }

    fn open_container(&mut self, number: u32) -> Result<(), ReadError> {
        let object = self.object(number);
        let Object::Stream(dictionary, _, _) = &object else {
            return Ok(());
        };
        let count = self.entry(dictionary, b"N").index().unwrap_or(0);
        let first = self.entry(dictionary, b"First").index().unwrap_or(0);
        let Some(data) = self.stream(&object)? else {
            return Ok(());
        };
        let mut header = Parser::new(data.get(..first).unwrap_or_default(), 0);
        for _ in 0..count.min(MOST_OBJECTS) {
            let (Some(member), Some(offset)) = (header.next(), header.next()) else {
                break;
            };
            let member = member.index().and_then(|member| u32::try_from(member).ok());
            if let (Some(member), Some(offset)) = (member, offset.index())
                && self.index.len() < MOST_OBJECTS
            {
                let offset = first.saturating_add(offset);
                self.index.insert(member, Site::Container(number, offset));
            }
        }
        self.contained = self.contained.saturating_add(data.len());
        if self.contained > MOST_CONTAINED {
            return Err(ReadError::Bomb {
                excess: Excess::UnpackedBytes,
                limit: u64::try_from(MOST_CONTAINED).unwrap_or(u64::MAX),
            });
        }
        self.containers.insert(number, data);
        Ok(())
    }

    pub(super) fn root(&self) -> Dictionary {
        let root = self
            .trailer
            .get(&b"Root"[..])
            .map(|root| self.resolved_dictionary(root));
        if let Some(root) = root.filter(|root| root.contains_key(&b"Pages"[..])) {
            return root;
        }
        // No usable trailer: the last catalogue in the file.
        self.index
            .keys()
            .rev()
            .map(|number| self.object(*number))
            .find_map(|object| match object {
                Object::Dictionary(dictionary) if is_type(&dictionary, b"Catalog") => {
                    Some(dictionary)
                }
                _ => None,
            })
            .unwrap_or_default()
    }

    /// The numbers of all objects that are pages, for a file whose page tree is lost.
    pub(super) fn stray_pages(&self, most: usize) -> Vec<u32> {
        self.index
            .keys()
            .copied()
            .filter(|number| match self.object(*number) {
                Object::Dictionary(page) => is_type(&page, b"Page"),
                _ => false,
            })
            .take(most)
            .collect()
    }

    /// An error once the file has made us parse far more than it holds.
    pub(super) fn check_effort(&self) -> Result<(), ReadError> {
        let limit = self.most_effort();
        if self.effort.get() <= limit {
            return Ok(());
        }
        Err(ReadError::Bomb {
            excess: Excess::Effort,
            limit: u64::try_from(limit).unwrap_or(u64::MAX),
        })
    }

    const fn most_effort(&self) -> usize {
        self.bytes.len().saturating_mul(8).saturating_add(64 << 20)
    }

    fn spend(&self, bytes: usize) {
        self.effort.set(self.effort.get().saturating_add(bytes));
    }

    /// Parses what stands at an offset of the file or of an unpacked container.
    fn parse(&self, bytes: &[u8], at: usize) -> Object {
        let mut parser = Parser::new(bytes, at);
        let object = parser.next().unwrap_or(Object::Null);
        self.spend(parser.position().saturating_sub(at));
        object
    }

    fn object(&self, number: u32) -> Object {
        if self.check_effort().is_err() {
            return Object::Null;
        }
        match self.index.get(&number) {
            Some(Site::File(at)) => match self.stream_at(*at) {
                Some((dictionary, data)) => Object::Stream(dictionary, data, number),
                None => self.parse(self.bytes, *at),
            },
            Some(Site::Container(container, at)) => self
                .containers
                .get(container)
                .map_or(Object::Null, |data| self.parse(data, *at)),
            None => Object::Null,
        }
    }

    /// The dictionary and the bytes of the stream whose object starts here, if it is one.
    fn stream_at(&self, at: usize) -> Option<(Dictionary, Range<usize>)> {
        let bytes = self.bytes;
        let mut parser = Parser::new(bytes, at);
        parser.skip_space();
        if !bytes.get(parser.position()..)?.starts_with(b"<<") {
            return None;
        }
        let dictionary = parser.next();
        self.spend(parser.position().saturating_sub(at));
        let Some(Object::Dictionary(dictionary)) = dictionary else {
            return None;
        };
        parser.skip_space();
        let keyword = parser.position();
        let after = bytes.get(keyword..)?.strip_prefix(b"stream")?;
        let start = keyword + b"stream".len();
        let start = start
            + match after {
                [b'\r', b'\n', ..] => 2,
                [b'\n' | b'\r', ..] => 1,
                _ => 0,
            };
        let ends_well = |end: &usize| {
            bytes.get(*end..).is_some_and(|rest| {
                let window = rest.get(..rest.len().min(16)).unwrap_or(rest);
                window.trim_ascii_start().starts_with(b"endstream")
            })
        };
        let declared = dictionary.get(&b"Length"[..]).and_then(Object::index);
        let end = declared
            .and_then(|length| start.checked_add(length))
            .filter(ends_well)
            .or_else(|| {
                let data = bytes.get(start..)?;
                Some(start + find(data, b"endstream").unwrap_or(data.len()))
            })?;
        Some((dictionary, start..end))
    }

    /// The object itself, or what it refers to.
    pub(super) fn resolve(&self, object: &Object) -> Object {
        let Object::Reference(number) = object else {
            return object.clone();
        };
        let mut object = self.object(*number);
        for _ in 0..LONGEST_CHAIN {
            match object {
                Object::Reference(number) => object = self.object(number),
                other => return other,
            }
        }
        Object::Null
    }

    pub(super) fn entry(&self, dictionary: &Dictionary, key: &[u8]) -> Object {
        dictionary
            .get(key)
            .map_or(Object::Null, |value| self.resolve(value))
    }

    fn resolved_dictionary(&self, object: &Object) -> Dictionary {
        match self.resolve(object) {
            Object::Dictionary(dictionary) | Object::Stream(dictionary, _, _) => dictionary,
            _ => Dictionary::new(),
        }
    }

    pub(super) fn dictionary(&self, dictionary: &Dictionary, key: &[u8]) -> Dictionary {
        dictionary
            .get(key)
            .map_or_else(Dictionary::new, |value| self.resolved_dictionary(value))
    }

    /// The unpacked bytes of a stream; `None` for pictures and what is no stream.
    pub(super) fn stream(&mut self, object: &Object) -> Result<Option<Vec<u8>>, ReadError> {
        let Object::Stream(dictionary, data, number) = object else {
            return Ok(None);
        };
        let filters = [&b"Filter"[..], b"F", b"DecodeParms", b"Type", b"Subtype"]
            .into_iter()
            .filter_map(|key| Some((key.to_vec(), self.deep(dictionary.get(key)?))))
            .collect();
        let packed = self.bytes.get(data.clone()).unwrap_or_default();
        // Packing hardly ever makes longer, so this much cannot come to little.
        if packed.len() > self.budget.most().saturating_add(1024) {
            return Err(self.budget.exceeded());
        }
        let packed = match &self.key {
            Some(key) if !is_type(dictionary, b"XRef") => Cow::Owned(key.unlock(packed, *number)),
            _ => Cow::Borrowed(packed),
        };
        match unpack(&filters, packed, self.budget.most()) {
            Ok(Unpacked { data, is_whole }) => {
                self.is_damaged |= !is_whole;
                self.budget.take(data.len());
                Ok(Some(data))
            }
            Err(Refused::NotText) => Ok(None),
            Err(Refused::TooLong) => Err(self.budget.exceeded()),
        }
    }

    /// Resolves an entry and, where it is a list, its members.
    fn deep(&self, object: &Object) -> Object {
        match self.resolve(object) {
            Object::Array(members) => {
                Object::Array(members.iter().map(|member| self.resolve(member)).collect())
            }
            other => other,
        }
    }
}

pub(super) fn is_type(dictionary: &Dictionary, wanted: &[u8]) -> bool {
    dictionary.get(&b"Type"[..]).and_then(Object::name) == Some(wanted)
}
