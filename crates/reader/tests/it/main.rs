//! Tests of reading files, format by format, and of what must be refused.

#[cfg(test)]
mod doc;
#[cfg(test)]
mod docx;
#[cfg(test)]
mod edxml;
#[cfg(test)]
mod encode;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod html;
#[cfg(test)]
mod legacy;
#[cfg(test)]
mod mail;
#[cfg(test)]
mod make;
#[cfg(test)]
mod odt;
#[cfg(test)]
mod outlook;
#[cfg(test)]
mod paper;
#[cfg(test)]
mod pdf;
#[cfg(test)]
mod plain;
#[cfg(test)]
mod random;
#[cfg(test)]
mod rtf;
#[cfg(test)]
mod scan;
#[cfg(test)]
mod sheet;
#[cfg(test)]
mod unpack;
