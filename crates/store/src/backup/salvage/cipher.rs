//! The pages of an encrypted file one by one, as SQLCipher's fourth format lays them out (zetetic.net/sqlcipher/design): AES of
//! 256 bits in a chain of blocks, then the chain's beginning and a code that tells whether somebody changed the page. SQLCipher
//! itself opens nothing when the first page is damaged.

use crate::engine::FileKey;
use aes::Aes256;
use aes::cipher::{BlockCipherDecrypt, KeyInit};
use hmac::{Hmac, Mac};
use sha2::Sha512;

/// The bytes with which a file begins: its salt.
pub(super) const SALT: usize = 16;
/// The bytes at the end of each page: the beginning of the chain, and the code.
pub(super) const RESERVED: usize = 80;
const BLOCK: usize = 16;
/// What makes the salt of the code out of the file's.
const MASK: u8 = 0x3A;
/// What stands at the beginning of a file that is not encrypted.
const MAGIC: &[u8; SALT] = b"SQLite format 3\0";

/// What opens pages.
pub(super) struct Cipher {
    aes: Aes256,
    /// The key of the codes; none when the salt is lost. Then a damaged page is only told by what it says.
    codes: Option<Vec<u8>>,
}

impl Cipher {
    /// Returns what opens the pages of a file with this key and salt. The salt is taken for lost unless `fits` finds a page
    /// whose code is right.
    pub(super) fn of(key: &FileKey, salt: Option<&[u8]>, fits: impl Fn(&Self) -> bool) -> Self {
        let cipher = |codes| Self { aes: Aes256::new(&key.0.into()), codes };
        let with_salt = salt.and_then(|salt| key_of_codes(key, salt)).map(|codes| cipher(Some(codes)));
        with_salt.filter(|with_salt| fits(with_salt)).unwrap_or_else(|| cipher(None))
    }

    /// Whether the code of a page is right.
    pub(super) fn is_sound(&self, number: u32, page: &[u8]) -> bool {
        let Some(codes) = &self.codes else { return false };
        let checked = || {
            let (written, code) = page.split_at_checked(page.len().checked_sub(RESERVED - BLOCK)?)?;
            let mut sum = Hmac::<Sha512>::new_from_slice(codes).ok()?;
            sum.update(written.get(beginning(number)..)?);
            sum.update(&number.to_le_bytes());
            sum.verify_slice(code).ok()
        };
        checked().is_some()
    }

    /// Puts what a page says in place of it: nothing, if it is damaged.
    pub(super) fn open(&self, number: u32, page: &mut [u8]) {
        let opened = if self.codes.is_none() || self.is_sound(number, page) {
            self.decrypt(number, page)
        } else {
            None
        };
        if opened.is_none() {
            page.fill(0);
        }
    }

    fn decrypt(&self, number: u32, page: &mut [u8]) -> Option<()> {
        let begins = beginning(number);
        let (sealed, rest) = page.split_at_mut_checked(page.len().checked_sub(RESERVED)?)?;
        let mut before: [u8; BLOCK] = rest.get(..BLOCK)?.try_into().ok()?;
        for block in sealed.get_mut(begins..)?.chunks_exact_mut(BLOCK) {
            let this: [u8; BLOCK] = (&*block).try_into().ok()?;
            let mut open = this.into();
            self.aes.decrypt_block(&mut open);
            for ((byte, open), before) in block.iter_mut().zip(open).zip(before) {
                *byte = open ^ before;
            }
            before = this;
        }
        sealed.get_mut(..begins)?.copy_from_slice(MAGIC.get(..begins)?);
        Some(())
    }
}

/// Returns where what is sealed begins in a page: in the first one, after the salt.
const fn beginning(number: u32) -> usize {
    if number == 1 { SALT } else { 0 }
}

/// Returns the key of the codes: PBKDF2 over two rounds, of which one block is enough.
fn key_of_codes(key: &FileKey, salt: &[u8]) -> Option<Vec<u8>> {
    let round = |parts: &[&[u8]]| {
        let mut sum = Hmac::<Sha512>::new_from_slice(&key.0).ok()?;
        parts.iter().for_each(|part| sum.update(part));
        Some(sum.finalize().into_bytes())
    };
    let masked: Vec<u8> = salt.iter().map(|byte| byte ^ MASK).collect();
    let first = round(&[&masked, &1_u32.to_be_bytes()])?;
    let second = round(&[&first])?;
    Some(first.iter().zip(second).take(32).map(|(a, b)| a ^ b).collect())
}
