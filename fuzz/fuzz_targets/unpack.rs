//! Archives, mails and edXML messages, and what is in them.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| luytre_fuzz::unpack(bytes));
