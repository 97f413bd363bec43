//! Whoever sends a byte at a time holds a place for a while, and not for ever. How long a body may take is tested where it is
//! decided (`web/patience`).

use std::time::Duration;

use tokio::io::AsyncWriteExt;

use super::raw::{connected, heard};
use crate::site::Site;

#[actix_web::test]
async fn headers_that_drip_are_cut_off_and_others_are_answered_meanwhile() {
    let site = Site::open().await;
    let mut dripping = Vec::new();
    for _ in 0..50 {
        let mut stream = connected(&site).await;
        stream
            .write_all(b"GET /uk HTTP/1.1\r\nHost: a\r\n")
            .await
            .unwrap();
        dripping.push(stream);
    }
    site.get("/uk").await.ok();
    // A line of a header every half second: the server does not wait for the end of it (five seconds here, ten in `serve`).
    let mut cut_off = false;
    for line in 0..24 {
        tokio::time::sleep(Duration::from_millis(500)).await;
        let mut open = 0;
        for stream in &mut dripping {
            open += usize::from(
                stream
                    .write_all(format!("X-{line}: 1\r\n").as_bytes())
                    .await
                    .is_ok(),
            );
        }
        if open == 0 {
            cut_off = true;
            break;
        }
    }
    assert!(cut_off, "headers may drip for ever");
    site.get("/uk").await.ok();
}

#[actix_web::test]
async fn a_line_that_breaks_in_the_middle_of_a_story_leaves_nothing_half_done() {
    let site = Site::open().await;
    let home = crate::submissions::begun(&site).await;
    let mut stream = connected(&site).await;
    let head = format!(
        "POST {home}/story HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\nbiography=half"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    drop(stream);
    let mut other = connected(&site).await;
    other.write_all(head.as_bytes()).await.unwrap();
    other.shutdown().await.unwrap();
    let said = heard(&mut other, Duration::from_secs(2)).await;
    assert!(
        said.status == 0 || (400..500).contains(&said.status),
        "{}",
        said.text
    );
    let page = site.get(&format!("{home}/story")).await.ok();
    assert!(!page.text().contains("half"), "half a form was kept");
}
