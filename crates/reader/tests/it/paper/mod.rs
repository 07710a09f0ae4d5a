//! Paper made from text: a dispatch laid out on A4 as Decree 30 has it, printed by LibreOffice,
//! then scanned: rotated a little, blurred, noisy, squeezed as JPEG into a PDF of pictures.

pub(crate) mod layout;
pub(crate) mod programs;
pub(crate) mod scan;
