//! How far a page lies askew: the angle at which the feet of its letters fall into the fewest rows.

use super::Grey;

/// Pages are looked at with about this many pixels in a row.
const WIDTH: usize = 850;
/// Pages further askew were not meant to be read like this.
const MOST: f64 = 8.0;
const COARSE: f64 = 0.5;
const FINE: f64 = 0.05;
/// With fewer feet there is no text to go by.
const FEWEST: usize = 200;
/// With more, every n-th will do.
const ENOUGH: usize = 40_000;

/// Degrees by which text falls to the right; 0 where there is too little to tell.
pub(super) fn degrees(page: &Grey) -> f64 {
    let small = page.shrunk((page.width() / WIDTH).max(1));
    let feet = feet(&small);
    if feet.len() < FEWEST {
        return 0.0;
    }
    let coarse = best(&feet, 0.0, MOST, COARSE);
    best(&feet, coarse, COARSE, FINE)
}

/// Dark pixels on a light one: where letters stand.
fn feet(page: &Grey) -> Vec<(f64, f64)> {
    let dark = threshold(page);
    let mut feet = Vec::new();
    let below = page.rows().skip(1);
    for (y, (row, below)) in page.rows().zip(below).enumerate() {
        let pairs = row.iter().zip(below).enumerate();
        let standing = pairs.filter(|(_, (here, under))| **here < dark && **under >= dark);
        feet.extend(standing.map(|(x, _)| (x as f64, y as f64)));
    }
    let every = feet.len() / ENOUGH + 1;
    feet.into_iter().step_by(every).collect()
}

/// Half way between the paper and the darkest hundredth.
fn threshold(page: &Grey) -> u8 {
    let mut counts = [0_usize; 256];
    for pixel in page.pixels() {
        if let Some(count) = counts.get_mut(usize::from(*pixel)) {
            *count += 1;
        }
    }
    let rank = |wanted: usize| {
        let mut seen = 0;
        (0..=u8::MAX)
            .zip(counts)
            .find(|(_, count)| {
                seen += count;
                seen > wanted
            })
            .map_or(u8::MAX, |(grey, _)| grey)
    };
    let all = page.pixels().len();
    rank(all / 100).midpoint(rank(all / 2))
}

fn best(feet: &[(f64, f64)], middle: f64, reach: f64, step: f64) -> f64 {
    let mut found = (middle, 0.0);
    let mut angle = middle - reach;
    while angle <= middle + reach + step / 2.0 {
        let score = score(feet, angle);
        if score > found.1 {
            found = (angle, score);
        }
        angle += step;
    }
    found.0
}

/// The sum of the squares of how many feet stand in each row.
fn score(feet: &[(f64, f64)], degrees: f64) -> f64 {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let mut rows: Vec<f64> = Vec::new();
    for (x, y) in feet {
        let row = y.mul_add(cos, -x * sin) + 1000.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a row of a small picture, or 0"
        )]
        let row = row.max(0.0) as usize;
        if rows.len() <= row {
            rows.resize(row + 1, 0.0);
        }
        if let Some(count) = rows.get_mut(row) {
            *count += 1.0;
        }
    }
    rows.iter().map(|count| count * count).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of short strokes, as text looks from afar, falling to the right.
    fn page(degrees: f64) -> Grey {
        let (width, height) = (800, 1000);
        let slope = degrees.to_radians().tan();
        let mut pixels = vec![230_u8; width * height];
        for line in 0..30 {
            for x in (80..720).filter(|x| x % 12 < 7) {
                let top = 60.0 + f64::from(line) * 28.0 + x as f64 * slope;
                let top = (0..height).find(|y| *y as f64 >= top).unwrap_or(height);
                for y in top..(top + 9).min(height) {
                    pixels[y * width + x] = 20;
                }
            }
        }
        Grey::new(width, height, 100, pixels).expect("a page")
    }

    #[test]
    fn the_angle_of_a_page_is_told_to_a_tenth_of_a_degree() {
        for angle in [-4.0, -1.5, -0.7, 0.0, 0.7, 2.0, 5.0] {
            let told = degrees(&page(angle));
            assert!((told - angle).abs() <= 0.1, "{angle} was told as {told}");
        }
    }

    #[test]
    fn an_empty_page_is_not_askew() {
        let page = Grey::new(800, 1000, 100, vec![240; 800_000]).expect("a page");
        assert!(degrees(&page).abs() < f64::EPSILON);
    }

    #[test]
    fn turning_back_makes_it_straight() {
        let straight = page(2.5).turned(2.5);
        assert!(degrees(&straight).abs() <= 0.1);
    }
}
