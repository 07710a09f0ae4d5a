//! Word documents of 1997 to 2003.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| luytre_fuzz::read("a.doc", bytes));
