//! Drawn portraits for invented lives: a calm face put together from parts, so that no living person's picture is borrowed.
//! The same number gives the same face.

use std::fmt::Write;

use image::{DynamicImage, ImageFormat, RgbaImage};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::heroes::hero::Sex;

/// Pixels; the drawing itself is 400 × 500. As wide as a page shows it, so that little is left to make smaller.
const WIDTH: u32 = 800;
const HEIGHT: u32 = 1000;

/// What a portrait shows.
#[derive(Debug, Clone, Copy)]
pub struct Sitter {
    pub sex: Sex,
    /// Years, for the hair.
    pub age: u32,
    /// The face.
    pub face: usize,
    /// The clothes, the light and whether there is a cap: another picture of the same face has another sitting.
    pub sitting: usize,
}

/// The portrait as a JPEG file, as if a family had sent it.
pub fn jpeg(sitter: Sitter) -> anyhow::Result<Vec<u8>> {
    let tree = Tree::from_str(&drawing(sitter), &Options::default())?;
    let mut paper =
        Pixmap::new(WIDTH, HEIGHT).ok_or_else(|| anyhow::anyhow!("no room for a picture"))?;
    let scale = WIDTH as f32 / 400.0;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut paper.as_mut(),
    );
    // The background covers everything, so nothing is transparent and premultiplied bytes are plain ones.
    let pixels = RgbaImage::from_raw(WIDTH, HEIGHT, paper.take())
        .ok_or_else(|| anyhow::anyhow!("no picture"))?;
    let mut file = std::io::Cursor::new(Vec::new());
    DynamicImage::from(pixels)
        .into_rgb8()
        .write_to(&mut file, ImageFormat::Jpeg)?;
    Ok(file.into_inner())
}

const GROUNDS: [&str; 7] = [
    "#cdc4b4", "#d8d0c2", "#bdb2a1", "#a99d8c", "#938a7a", "#c4bcae", "#b3a894",
];
const CLOTHES: [&str; 6] = [
    "#4a4a3a", "#5a5643", "#3d3f38", "#565248", "#46473c", "#615b49",
];
const SKINS: [(&str, &str); 5] = [
    ("#e9d9c3", "#cdb799"),
    ("#e2cfb6", "#c3aa8a"),
    ("#eddfcc", "#d2bea3"),
    ("#d9c2a4", "#b89d7c"),
    ("#e5d3bd", "#c7b093"),
];
const HAIRS: [&str; 6] = [
    "#2e2823", "#3f342b", "#5d4a38", "#8a7152", "#27241f", "#6e5640",
];
const GREYS: [&str; 2] = ["#8f897f", "#aaa397"];

fn of<T: Copy>(list: &[T], number: usize) -> T {
    list[number % list.len()]
}

fn drawing(
    Sitter {
        sex,
        age,
        face,
        sitting,
    }: Sitter,
) -> String {
    let (skin, shade) = of(&SKINS, face * 3);
    let hair = if age >= 52 {
        of(&GREYS, face)
    } else {
        of(&HAIRS, face * 5 + face / 3)
    };
    let (ground, cloth) = (
        of(&GROUNDS, sitting * 3 + face),
        of(&CLOTHES, sitting + face * 2),
    );
    let female = sex == Sex::Female;
    // Half the width of the face at the temples and at the jaw, and how long it is.
    let wide = [58, 62, 65, 60, 67][face % 5] - if female { 4 } else { 0 };
    let jaw = [40, 46, 50, 44][face / 2 % 4] - if female { 8 } else { 0 };
    let chin = [318, 324, 330][face / 3 % 3] - if female { 4 } else { 0 };
    let (left, right) = (200 - wide, 200 + wide);
    let head = format!(
        "M{left} 205 C{left} 138 {right} 138 {right} 205 C{right} 250 {} 280 {} 298 Q{} {chin} 200 {chin} \
         Q{} {chin} {} 298 C{} 280 {left} 250 {left} 205 Z",
        right - 2,
        200 + jaw,
        200 + jaw / 2 + 4,
        200 - jaw / 2 - 4,
        200 - jaw,
        left + 2,
    );
    let mut svg = String::from(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 500" width="400" height="500">"#,
    );
    let mut put = |part: String| svg.push_str(&part);
    put(format!(
        r#"<rect width="400" height="500" fill="{ground}"/>"#
    ));
    // A little closer than the parts were drawn.
    put(r#"<g transform="translate(-52 -44) scale(1.26)">"#.to_owned());
    let covered = (face + sitting * 3) % 6 == 1;
    // Hair that is pinned up does not show over a cap.
    if !(covered && face % 4 == 1) {
        put(behind(sex, face, hair, (left, right)));
    }
    put(r#"<g transform="translate(0 -16)">"#.to_owned());
    let slope = if female { 62 } else { [44, 36, 52][face % 3] };
    put(format!(
        r#"<path d="M{slope} 500 C{slope} 418 96 398 160 376 L240 376 C304 398 {0} 418 {0} 500 Z" fill="{cloth}"/>"#,
        400 - slope
    ));
    put(format!(
        r#"<path d="M{0} 296 L{0} 372 Q200 412 {1} 372 L{1} 296 Z" fill="{shade}"/>"#,
        200 - jaw + 3,
        200 + jaw - 3
    ));
    put(collar(cloth, face + sitting * 2));
    put("</g>".to_owned());
    put(format!(
        r#"<ellipse cx="{}" cy="226" rx="9" ry="17" fill="{shade}"/><ellipse cx="{}" cy="226" rx="9" ry="17" fill="{shade}"/>"#,
        left + 1,
        right - 1
    ));
    put(format!(r#"<path d="{head}" fill="{skin}"/>"#));
    put(format!(
        r#"<clipPath id="head"><path d="{head}"/></clipPath><path d="M214 130 C222 200 206 232 222 262 C216 290 212 310 208 340 L290 340 L290 130 Z" fill="{shade}" opacity="0.75" clip-path="url(#head)"/>"#
    ));
    put(features(sex, face, hair, shade));
    if !female {
        put(beard(face, hair, &head, age));
    }
    if covered {
        put(cap(face + sitting, cloth, hair, (left, right)));
    } else {
        put(front(sex, face, hair, age, (left, right)));
    }
    svg.push_str("</g></svg>");
    svg
}

/// Hair that falls behind the shoulders.
fn behind(sex: Sex, face: usize, hair: &str, (left, right): (i32, i32)) -> String {
    if sex == Sex::Male {
        return String::new();
    }
    let (l, r) = (left - 12, right + 12);
    match face % 4 {
        0 => format!(
            r#"<path d="M{l} 200 C{l} 118 {r} 118 {r} 200 L{} 396 Q200 430 {} 396 Z" fill="{hair}"/>"#,
            r + 4,
            l - 4
        ),
        1 => format!(r#"<circle cx="200" cy="128" r="34" fill="{hair}"/>"#),
        2 => format!(
            r#"<path d="M{l} 205 C{l} 120 {r} 120 {r} 205 L{} 312 Q200 330 {} 312 Z" fill="{hair}"/>"#,
            r + 3,
            l - 3
        ),
        _ => format!(
            r#"<path d="M{l} 205 C{l} 122 {r} 122 {r} 205 L{r} 262 L{l} 262 Z" fill="{hair}"/><path d="M{0} 250 q34 40 20 84 q-8 34 10 70 q-30 -14 -32 -58 q-2 -50 -18 -80 Z" fill="{hair}"/>"#,
            right - 10
        ),
    }
}

/// Hair above the forehead.
fn front(sex: Sex, face: usize, hair: &str, age: u32, (left, right): (i32, i32)) -> String {
    let (l, r) = (left - 4, right + 4);
    if sex == Sex::Female {
        return match face % 4 {
            0 => format!(
                r#"<path d="M{l} 240 C{} 120 {} 112 {r} 240 C{} 190 236 172 206 160 C186 178 {} 196 {l} 240 Z" fill="{hair}"/>"#,
                l - 2,
                r + 2,
                r - 10,
                l + 14
            ),
            1 => format!(
                r#"<path d="M{l} 214 C{l} 128 {r} 128 {r} 214 C{} 176 226 164 200 164 C174 164 {} 176 {l} 214 Z" fill="{hair}"/>"#,
                r - 10,
                l + 10
            ),
            2 => format!(
                r#"<path d="M{l} 250 C{} 116 {} 116 {r} 250 L{} 200 Q200 172 {} 206 Z" fill="{hair}"/>"#,
                l - 4,
                r + 4,
                r - 8,
                l + 8
            ),
            _ => format!(
                r#"<path d="M{l} 232 C{} 124 {} 118 {r} 226 C{} 184 214 178 176 160 C168 184 {} 196 {l} 232 Z" fill="{hair}"/>"#,
                l - 2,
                r + 2,
                r - 12,
                l + 12
            ),
        };
    }
    if age >= 46 && face.is_multiple_of(3) {
        // What is left at the temples.
        return format!(
            r#"<path d="M{l} 226 C{} 196 {} 176 {1} 168 C{2} 190 {2} 206 {l} 226 Z M{r} 226 C{3} 196 {4} 176 {4} 168 C{5} 190 {5} 206 {r} 226 Z" fill="{hair}"/>"#,
            l - 2,
            l + 14,
            l + 12,
            r + 2,
            r - 14,
            r - 12
        );
    }
    match face % 6 {
        0 => format!(
            r#"<path d="M{l} 218 C{} 132 {} 128 {r} 218 L{} 196 Q{} 176 228 172 Q176 178 {} 180 L{} 200 Z" fill="{hair}"/>"#,
            l - 4,
            r + 4,
            r - 7,
            r - 14,
            l + 14,
            l + 7
        ),
        1 => format!(
            r#"<path d="M{l} 212 C{l} 134 {r} 134 {r} 212 Q{} 178 200 176 Q{} 178 {l} 212 Z" fill="{hair}"/>"#,
            r - 6,
            l + 6
        ),
        2 => format!(
            r#"<path d="M{l} 220 C{} 140 {} 112 250 136 C{} 142 {} 176 {r} 220 L{} 196 C{} 182 206 190 172 166 C164 182 {} 188 {} 200 Z" fill="{hair}"/>"#,
            l - 6,
            l + 24,
            r + 6,
            r + 6,
            r - 7,
            r - 16,
            l + 12,
            l + 7
        ),
        3 => {
            let mut curls = String::new();
            let heights = [182, 164, 151, 145, 145, 151, 164, 182];
            for (at, y) in (0..).zip(heights) {
                let x = l + 9 + at * (r - l - 18) / 7;
                let _ = write!(curls, r#"<circle cx="{x}" cy="{y}" r="15"/>"#);
            }
            format!(
                r#"<g fill="{hair}">{curls}<path d="M{l} 214 C{l} 132 {r} 132 {r} 214 Q{} 186 200 180 Q{} 186 {l} 214 Z"/></g>"#,
                r - 8,
                l + 8
            )
        }
        4 => format!(
            r#"<path d="M{l} 210 C{l} 146 {r} 146 {r} 210 Q{} 186 {} 178 Q200 168 {} 178 Q{} 186 {l} 210 Z" fill="{hair}" opacity="0.88"/>"#,
            r - 4,
            r - 18,
            l + 18,
            l + 4
        ),
        _ => format!(
            r#"<path d="M{l} 222 C{} 128 {} 122 {r} 222 L{} 200 Q{} 168 {} 160 Q196 196 {} 184 L{} 202 Z" fill="{hair}"/>"#,
            l - 5,
            r + 5,
            r - 7,
            r - 10,
            r - 30,
            l + 14,
            l + 7
        ),
    }
}

fn features(sex: Sex, face: usize, hair: &str, shade: &str) -> String {
    let (eye, apart) = (
        226 + i32::try_from(face % 3).unwrap_or(0) * 2,
        25 + i32::try_from(face % 4).unwrap_or(0),
    );
    let brow = if sex == Sex::Female { "3.2" } else { "5" };
    let ink = "#3a322a";
    let mut drawn = String::new();
    for (x, side) in [(200 - apart, 1), (200 + apart, -1)] {
        let _ = write!(
            drawn,
            r#"<path d="M{0} {1} Q{x} {2} {3} {1}" fill="none" stroke="{ink}" stroke-width="2.6" stroke-linecap="round"/><circle cx="{x}" cy="{eye}" r="3.7" fill="{ink}"/><path d="M{4} {5} Q{x} {6} {7} {8}" fill="none" stroke="{hair}" stroke-width="{brow}" stroke-linecap="round"/>"#,
            x - 11,
            eye,
            eye - 8,
            x + 11,
            x - 14,
            eye - 17 + side,
            eye - 24,
            x + 14,
            eye - 17 - side,
        );
    }
    let mouth = 288 + i32::try_from(face % 2).unwrap_or(0) * 2;
    let wide = 17 + i32::try_from(face % 3).unwrap_or(0) * 2;
    let lips = if sex == Sex::Female {
        "#9a6a5a"
    } else {
        "#86685a"
    };
    let smile = [2, 4, 1, 5][face % 4];
    let _ = write!(
        drawn,
        r#"<path d="M203 {} C206 246 212 258 211 264 Q205 270 194 267" fill="none" stroke="{shade}" stroke-width="3.4" stroke-linecap="round"/><path d="M{} {mouth} Q200 {} {} {mouth}" fill="none" stroke="{lips}" stroke-width="3.6" stroke-linecap="round"/>"#,
        eye + 4,
        200 - wide,
        mouth + smile,
        200 + wide,
    );
    if face % 11 == 4 {
        for x in [200 - apart, 200 + apart] {
            let _ = write!(
                drawn,
                r#"<circle cx="{x}" cy="{eye}" r="18" fill="none" stroke="{ink}" stroke-width="2.4"/>"#
            );
        }
        let _ = write!(
            drawn,
            r#"<path d="M{} {eye} L{} {eye}" stroke="{ink}" stroke-width="2.4"/>"#,
            200 - apart + 18,
            200 + apart - 18
        );
    }
    drawn
}

fn beard(face: usize, hair: &str, head: &str, age: u32) -> String {
    if age < 24 {
        return String::new();
    }
    match face % 7 {
        2 => format!(
            r#"<clipPath id="jaw"><path d="{head}"/></clipPath><path d="M130 244 Q140 272 166 272 Q200 264 234 272 Q260 272 270 244 L270 345 L130 345 Z M180 284 Q200 278 220 284 Q214 298 200 298 Q186 298 180 284 Z" fill="{hair}" fill-rule="evenodd" clip-path="url(#jaw)"/>"#
        ),
        5 => format!(
            r#"<path d="M172 281 Q186 269 200 275 Q214 269 228 281 Q214 283 200 280 Q186 283 172 281 Z" fill="{hair}"/>"#
        ),
        6 => format!(
            r#"<clipPath id="jaw"><path d="{head}"/></clipPath><path d="M130 256 Q150 282 200 274 Q250 282 270 256 L270 345 L130 345 Z" fill="{hair}" opacity="0.28" clip-path="url(#jaw)"/>"#
        ),
        _ => String::new(),
    }
}

fn collar(cloth: &str, number: usize) -> String {
    let dark = "#2f2e27";
    match number % 5 {
        // A field jacket, open at the neck.
        0 => format!(
            r##"<path d="M158 372 L200 430 L242 372 L262 384 L218 462 L200 440 L182 462 L138 384 Z" fill="{dark}" opacity="0.55"/><path d="M200 440 L200 500" stroke="{dark}" stroke-width="3"/><path d="M172 386 L200 430 L228 386 Q200 408 172 386 Z" fill="#8b8470"/>"##
        ),
        // A zipped collar.
        1 => format!(
            r#"<path d="M154 366 Q200 408 246 366 L252 392 Q200 438 148 392 Z" fill="{dark}" opacity="0.5"/><path d="M200 412 L200 500" stroke="{dark}" stroke-width="3" opacity="0.8"/>"#
        ),
        // An embroidered shirt.
        2 => r##"<path d="M150 370 L200 420 L250 370 L286 390 L262 500 L138 500 L114 390 Z" fill="#efe9dd"/><path d="M164 382 L196 424 L196 486 M236 382 L204 424 L204 486" fill="none" stroke="#8f2626" stroke-width="6" stroke-dasharray="5 4"/><path d="M154 390 L186 432 L186 486 M246 390 L214 432 L214 486" fill="none" stroke="#33302b" stroke-width="3" stroke-dasharray="3 5"/>"##.to_owned(),
        // A round neck.
        3 => format!(r#"<path d="M152 370 Q200 424 248 370 L256 382 Q200 446 144 382 Z" fill="{dark}" opacity="0.45"/>"#),
        // A shirt under a jacket.
        _ => format!(
            r##"<path d="M160 372 L200 424 L240 372 L250 500 L150 500 Z" fill="#d9d2c3"/><path d="M160 372 L200 424 L178 446 L146 384 Z M240 372 L200 424 L222 446 L254 384 Z" fill="#e8e2d6"/><path d="M140 382 L186 500 L120 500 Z M260 382 L214 500 L280 500 Z" fill="{cloth}"/>"##
        ),
    }
}

fn cap(number: usize, cloth: &str, hair: &str, (left, right): (i32, i32)) -> String {
    let (l, r) = (left - 8, right + 8);
    let sides = format!(
        r#"<path d="M{0} 190 L{0} 226 L{1} 206 Z M{2} 190 L{2} 226 L{3} 206 Z" fill="{hair}"/>"#,
        l + 5,
        l + 14,
        r - 5,
        r - 14
    );
    let dark = "#2f2e27";
    match number % 3 {
        // A field cap.
        0 => format!(
            r#"{sides}<path d="M{l} 196 L{0} 146 Q200 124 {1} 146 L{r} 196 Q200 178 {l} 196 Z" fill="{cloth}"/><path d="M{0} 190 Q200 168 {1} 190 Q{1} 206 200 200 Q{0} 206 {0} 190 Z" fill="{dark}"/>"#,
            l + 10,
            r - 10
        ),
        // A beret.
        1 => format!(
            r#"{sides}<path d="M{l} 194 Q{l} 150 190 140 Q{0} 124 {1} 168 Q{1} 186 {r} 194 Q200 174 {l} 194 Z" fill="{cloth}"/><path d="M{l} 190 Q200 170 {r} 190 L{r} 200 Q200 180 {l} 200 Z" fill="{dark}"/>"#,
            r + 24,
            r + 34
        ),
        // A knitted hat.
        _ => format!(
            r#"{sides}<path d="M{l} 192 C{l} 112 {r} 112 {r} 192 Q200 178 {l} 192 Z" fill="{cloth}"/><path d="M{0} 180 Q200 162 {1} 180 L{1} 204 Q200 188 {0} 204 Z" fill="{dark}" opacity="0.65"/>"#,
            l - 2,
            r + 2
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_can_be_drawn() {
        for face in 0..60 {
            for sex in [Sex::Male, Sex::Female] {
                let sitter = Sitter {
                    sex,
                    age: 20 + u32::try_from(face).unwrap(),
                    face,
                    sitting: face / 2,
                };
                Tree::from_str(&drawing(sitter), &Options::default()).unwrap();
            }
        }
        let sitter = Sitter {
            sex: Sex::Female,
            age: 30,
            face: 3,
            sitting: 1,
        };
        assert!(crate::photos::renditions::make(&jpeg(sitter).unwrap()).is_ok());
    }
}
