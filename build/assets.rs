//! Makes the table of files under `static/` that `web/assets.rs` serves, each with its bytes, and brotli and gzip of whatever is text.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Writes `assets.rs` into `OUT_DIR`: `static ASSETS: &[Asset]`, ordered by path.
pub fn embed() {
    println!("cargo::rerun-if-changed=static");
    println!("cargo::rerun-if-changed=build/assets.rs");
    let root =
        PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo names the package's folder"))
            .join("static");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names a folder for built files"));
    let packed = out.join("assets");
    fs::create_dir_all(&packed).expect("a folder for packed files");

    let mut files = Vec::new();
    gather(&root, &mut files);
    files.sort_by_key(|file| {
        file.strip_prefix(&root)
            .map(Path::to_path_buf)
            .map(|path| path.into_os_string())
            .ok()
    });
    let mut table = String::from("static ASSETS: &[Asset] = &[\n");
    for (number, file) in files.iter().enumerate() {
        println!("cargo::rerun-if-changed={}", file.display());
        let path = file
            .strip_prefix(&root)
            .expect("gathered below the root")
            .to_str()
            .expect("names in ASCII");
        let Some(content_type) = content_type(path) else {
            continue;
        };
        let (mut brotli, mut gzip) = ("None".to_owned(), "None".to_owned());
        if content_type.contains("charset") || content_type.contains("svg") {
            let text = fs::read(file).expect("a readable file");
            brotli = keep(
                &packed.join(format!("{number}.br")),
                &brotlied(&text),
                text.len(),
            );
            gzip = keep(
                &packed.join(format!("{number}.gz")),
                &gzipped(&text),
                text.len(),
            );
        }
        writeln!(
            table,
            "    Asset {{ path: {path:?}, content_type: {content_type:?}, bytes: include_bytes!({file:?}), brotli: {brotli}, gzip: {gzip} }},"
        )
        .expect("writing to a string");
    }
    table.push_str("];\n");
    fs::write(out.join("assets.rs"), table).expect("the table of assets");
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            gather(&path, files)
        } else {
            files.push(path)
        }
    }
}

/// What is not in this list (a licence, a recipe) is not served.
fn content_type(path: &str) -> Option<&'static str> {
    Some(match path.rsplit('.').next()? {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "woff2" => "font/woff2",
        "png" => "image/png",
        "ico" => "image/x-icon",
        _ => return None,
    })
}

fn keep(path: &Path, packed: &[u8], plain: usize) -> String {
    if packed.len() >= plain {
        return "None".into();
    }
    fs::write(path, packed).expect("a packed file");
    format!("Some(include_bytes!({path:?}))")
}

fn brotlied(text: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    brotli::CompressorWriter::new(&mut packed, 4096, 11, 22)
        .write_all(text)
        .expect("packing in memory");
    packed
}

fn gzipped(text: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(text).expect("packing in memory");
    packer.finish().expect("packing in memory")
}
