//! A photograph or a scan as a picture file → a grey page, upright and of a size that can be read.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};

use super::Grey;
use crate::{Damage, Format, Limits, ReadError};

/// The formats that are decoded here.
const FORMATS: [ImageFormat; 5] = [
    ImageFormat::Jpeg,
    ImageFormat::Png,
    ImageFormat::Tiff,
    ImageFormat::WebP,
    ImageFormat::Bmp,
];
/// The long side of A4 in inches: a picture is taken for a sheet of it.
const LONG_SIDE: f64 = 11.69;
/// The long side of a page as it is read best.
const BEST: usize = 2923;
/// Shortest side in which there can be text.
const SHORTEST: usize = 16;

/// Decodes a picture; how it was held is undone.
pub(super) fn decode(bytes: &[u8], limits: &Limits) -> Result<Grey, ReadError> {
    let format = image::guess_format(bytes).ok();
    let Some(format) = format.filter(|format| FORMATS.contains(format)) else {
        return Err(ReadError::PictureFormat { name: name(bytes) });
    };
    let broken = |_| ReadError::Broken {
        format: Format::Picture,
        damage: Damage::Picture,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(bounds(limits));
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > limits.pixels {
        return Err(ReadError::TooManyPixels {
            pixels,
            limit: limits.pixels,
        });
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    let grey = page(&picture).ok_or(ReadError::NoText {
        format: Format::Picture,
    })?;
    drop(picture);
    Ok(sized(upright(grey, orientation)))
}

/// What the decoder may hold: four bytes for each pixel that is allowed.
fn bounds(limits: &Limits) -> image::Limits {
    let mut bounds = image::Limits::default();
    bounds.max_alloc = Some(limits.pixels.saturating_mul(4));
    bounds
}

/// Grey, what is transparent is paper.
fn page(picture: &DynamicImage) -> Option<Grey> {
    let (width, height) = (picture.width(), picture.height());
    let side = |length: u32| usize::try_from(length).ok();
    let (width, height) = (side(width)?, side(height)?);
    if width < SHORTEST || height < SHORTEST {
        return None;
    }
    let pixels = if picture.color().has_alpha() {
        let over = |pixel: &image::LumaA<u8>| {
            let [grey, alpha] = pixel.0.map(u32::from);
            u8::try_from((grey * alpha + 255 * (255 - alpha)) / 255).unwrap_or(255)
        };
        picture.to_luma_alpha8().pixels().map(over).collect()
    } else {
        picture.to_luma8().into_raw()
    };
    Grey::new(width, height, dpi(width.max(height)), pixels)
}

fn dpi(long_side: usize) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 70 and 2,400"
    )]
    let dpi = (long_side as f64 / LONG_SIDE).clamp(70.0, 2400.0) as u32;
    dpi
}

fn upright(grey: Grey, orientation: Orientation) -> Grey {
    match orientation {
        Orientation::Rotate90 | Orientation::Rotate90FlipH => grey.quarters(1),
        Orientation::Rotate180 | Orientation::FlipVertical => grey.quarters(2),
        Orientation::Rotate270 | Orientation::Rotate270FlipH => grey.quarters(3),
        // Cameras do not mirror what they take.
        Orientation::NoTransforms | Orientation::FlipHorizontal => grey,
    }
}

/// Pictures of many more dots than are read well are made smaller.
fn sized(grey: Grey) -> Grey {
    let long = grey.width().max(grey.height());
    if long * 10 <= BEST * 13 {
        return grey;
    }
    let grey = if long >= 2 * BEST {
        grey.shrunk(long / BEST)
    } else {
        grey
    };
    let long = grey.width().max(grey.height());
    grey.resized(grey.width() * BEST / long)
}

/// What a picture is that is not decoded.
fn name(bytes: &[u8]) -> &'static str {
    match bytes {
        [b'G', b'I', b'F', ..] => "GIF",
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', ..] => "AVIF",
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => "HEIC",
        _ => "?",
    }
}
