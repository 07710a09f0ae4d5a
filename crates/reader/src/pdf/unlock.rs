//! Decrypts a PDF that opens without a password: many offices only forbid changes, and such a file
//! is encrypted under an empty password (ISO 32000-2, 7.6). Nothing is guessed: a file with
//! another password stays closed. Only streams are unlocked; no string outside them is read.

use aes::cipher::{BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
use aes::{Aes128, Aes256, Block};
use md5::Md5;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::object::{Dictionary, Object};

/// What an empty password is filled up with.
const PADDING: [u8; 32] = [
    0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08,
    0x2e, 0x2e, 0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a,
];

/// The key of a file and how its streams are encrypted.
pub(super) struct Key {
    key: Vec<u8>,
    cipher: Cipher,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cipher {
    Nothing,
    Rc4,
    Aes128,
    Aes256,
}

/// The encryption dictionary, its values resolved.
struct Lock<'lock> {
    owner: &'lock [u8],
    user: &'lock [u8],
    user_key: &'lock [u8],
    revision: usize,
    length: usize,
    permissions: [u8; 4],
    open_metadata: bool,
    id: &'lock [u8],
}

impl Key {
    /// The key, if the empty password opens the file.
    pub(super) fn without_password(locked: &Dictionary, id: &[u8]) -> Option<Self> {
        if locked.get(&b"Filter"[..])?.name()? != b"Standard" {
            return None;
        }
        let bytes = |key: &[u8]| locked.get(key).and_then(Object::bytes).unwrap_or_default();
        let count = |key: &[u8]| locked.get(key).and_then(Object::index);
        let version = count(b"V").unwrap_or(0);
        let cipher = cipher_of(locked, version)?;
        let lock = Lock {
            owner: bytes(b"O"),
            user: bytes(b"U"),
            user_key: bytes(b"UE"),
            revision: count(b"R").unwrap_or(0),
            length: match version {
                1 => 5,
                4 => 16,
                _ => (count(b"Length").unwrap_or(40) / 8).clamp(5, 16),
            },
            permissions: permissions(locked.get(&b"P"[..])?.number()?),
            open_metadata: locked.get(&b"EncryptMetadata"[..])
                == Some(&Object::Word(b"false".to_vec())),
            id,
        };
        let key = if lock.revision >= 5 {
            lock.long_key()?
        } else {
            lock.short_key()?
        };
        Some(Self { key, cipher })
    }

    /// The bytes of a stream; what is damaged comes out damaged.
    pub(super) fn unlock(&self, data: &[u8], object: u32) -> Vec<u8> {
        match self.cipher {
            Cipher::Nothing => data.to_vec(),
            Cipher::Rc4 => rc4(&self.object_key(object), data),
            Cipher::Aes128 => Aes128::new_from_slice(&self.object_key(object))
                .map_or_else(|_| Vec::new(), |cipher| unchain(&cipher, data)),
            Cipher::Aes256 => Aes256::new_from_slice(&self.key)
                .map_or_else(|_| Vec::new(), |cipher| unchain(&cipher, data)),
        }
    }

    /// The file's key mixed with the number of the object; its generation is 0 in any file that
    /// was written whole.
    fn object_key(&self, object: u32) -> Vec<u8> {
        let [a, b, c, _] = object.to_le_bytes();
        let mut hash = Md5::new();
        hash.update(&self.key);
        hash.update([a, b, c, 0, 0]);
        if self.cipher == Cipher::Aes128 {
            hash.update(b"sAlT");
        }
        let mut key = hash.finalize().to_vec();
        key.truncate((self.key.len() + 5).min(16));
        key
    }
}

fn cipher_of(locked: &Dictionary, version: usize) -> Option<Cipher> {
    match version {
        1 | 2 => return Some(Cipher::Rc4),
        4 | 5 => {}
        _ => return None,
    }
    let name = locked
        .get(&b"StmF"[..])
        .and_then(Object::name)
        .unwrap_or(b"Identity");
    if name == b"Identity" {
        return Some(Cipher::Nothing);
    }
    let filter = locked
        .get(&b"CF"[..])?
        .dictionary()?
        .get(name)?
        .dictionary()?;
    match filter.get(&b"CFM"[..])?.name()? {
        b"V2" => Some(Cipher::Rc4),
        b"AESV2" => Some(Cipher::Aes128),
        b"AESV3" => Some(Cipher::Aes256),
        b"None" => Some(Cipher::Nothing),
        _ => None,
    }
}

/// 32 bits, written as a negative number by most and as a positive one by some.
fn permissions(value: f64) -> [u8; 4] {
    let positive = if value < 0.0 {
        value + 4_294_967_296.0
    } else {
        value
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "such casts hold the nearest value, and a wrong one only fails to open the file"
    )]
    (positive as u32).to_le_bytes()
}

impl Lock<'_> {
    /// The key of revisions 2 to 4, if it proves right.
    fn short_key(&self) -> Option<Vec<u8>> {
        let mut hash = Md5::new();
        hash.update(PADDING);
        hash.update(self.owner.get(..32)?);
        hash.update(self.permissions);
        hash.update(self.id);
        if self.revision >= 4 && self.open_metadata {
            hash.update([0xff; 4]);
        }
        let mut key = hash.finalize().to_vec();
        key.truncate(self.length);
        if self.revision >= 3 {
            for _ in 0..50 {
                key = Md5::digest(&key).to_vec();
                key.truncate(self.length);
            }
        }
        let proof = if self.revision == 2 {
            rc4(&key, &PADDING)
        } else {
            let mut hash = Md5::new();
            hash.update(PADDING);
            hash.update(self.id);
            let mut proof = hash.finalize().to_vec();
            for round in 0..20_u8 {
                let key: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
                proof = rc4(&key, &proof);
            }
            proof
        };
        (self.user.get(..proof.len())? == proof).then_some(key)
    }

    /// The key of revisions 5 and 6, if it proves right.
    fn long_key(&self) -> Option<Vec<u8>> {
        let hash = |salt: &[u8]| {
            if self.revision == 5 {
                Sha256::digest(salt).to_vec()
            } else {
                hardened(salt)
            }
        };
        let proof = hash(self.user.get(32..40)?);
        if self.user.get(..32)? != proof {
            return None;
        }
        let between = hash(self.user.get(40..48)?);
        let cipher = Aes256::new_from_slice(&between).ok()?;
        let wrapped = [&[0; 16], self.user_key.get(..32)?].concat();
        Some(unchain_whole(&cipher, &wrapped))
    }
}

/// The hash of revision 6 for an empty password: at least 64 rounds of AES and a SHA-2 that the
/// round before chooses.
fn hardened(salt: &[u8]) -> Vec<u8> {
    let mut key = Sha256::digest(salt).to_vec();
    let mut round = 0_usize;
    loop {
        let block = key.repeat(64);
        let (Some(cipher_key), Some(first)) = (key.get(..16), key.get(16..32)) else {
            return Vec::new();
        };
        let Ok(cipher) = Aes128::new_from_slice(cipher_key) else {
            return Vec::new();
        };
        let mixed = chain(&cipher, first, &block);
        let sum: usize = mixed.iter().take(16).map(|byte| usize::from(*byte)).sum();
        key = match sum % 3 {
            0 => Sha256::digest(&mixed).to_vec(),
            1 => Sha384::digest(&mixed).to_vec(),
            _ => Sha512::digest(&mixed).to_vec(),
        };
        round += 1;
        let last = mixed.last().copied().map_or(0, usize::from);
        if round >= 64 && last + 32 <= round {
            key.truncate(32);
            return key;
        }
    }
}

/// Cipher block chaining, forward.
fn chain(cipher: &Aes128, first: &[u8], data: &[u8]) -> Vec<u8> {
    let mut before: Vec<u8> = first.to_vec();
    let mut mixed = Vec::with_capacity(data.len());
    for plain in data.as_chunks::<16>().0 {
        let mut block = Block::from(*plain);
        for (byte, other) in block.iter_mut().zip(&before) {
            *byte ^= other;
        }
        cipher.encrypt_block(&mut block);
        mixed.extend_from_slice(&block);
        before.clear();
        before.extend_from_slice(&block);
    }
    mixed
}

/// Cipher block chaining, backward; the first block starts the chain.
fn unchain_whole(
    cipher: &impl BlockCipherDecrypt<BlockSize = aes::cipher::consts::U16>,
    data: &[u8],
) -> Vec<u8> {
    let (chunks, _) = data.as_chunks::<16>();
    let mut plain = Vec::with_capacity(data.len());
    for pair in chunks.windows(2) {
        let [before, own] = pair else { break };
        let mut block = Block::from(*own);
        cipher.decrypt_block(&mut block);
        plain.extend(block.iter().zip(before).map(|(byte, other)| byte ^ other));
    }
    plain
}

/// The same without the filling at the end.
fn unchain(
    cipher: &impl BlockCipherDecrypt<BlockSize = aes::cipher::consts::U16>,
    data: &[u8],
) -> Vec<u8> {
    let mut plain = unchain_whole(cipher, data);
    if let Some(filling @ 1..=16) = plain.last().copied() {
        plain.truncate(plain.len().saturating_sub(usize::from(filling)));
    }
    plain
}

/// The old stream cipher; no library is worth its twenty lines, and it keeps nothing secret here.
fn rc4(key: &[u8], data: &[u8]) -> Vec<u8> {
    let mut state: Vec<u8> = (0..=u8::MAX).collect();
    let mut j = 0_u8;
    for (i, byte) in (0..=u8::MAX).zip(key.iter().cycle()) {
        let own = state.get(usize::from(i)).copied().unwrap_or(0);
        j = j.wrapping_add(own).wrapping_add(*byte);
        state.swap(usize::from(i), usize::from(j));
    }
    let (mut i, mut j) = (0_u8, 0_u8);
    data.iter()
        .map(|byte| {
            i = i.wrapping_add(1);
            let a = state.get(usize::from(i)).copied().unwrap_or(0);
            j = j.wrapping_add(a);
            let b = state.get(usize::from(j)).copied().unwrap_or(0);
            state.swap(usize::from(i), usize::from(j));
            byte ^ state
                .get(usize::from(a.wrapping_add(b)))
                .copied()
                .unwrap_or(0)
        })
        .collect()
}
