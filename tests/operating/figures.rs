//! What is told to whoever watches, read by a program that others wrote.

use std::path::Path;
use std::process::Command;

use crate::process::Place;
use crate::site::Browser;

#[actix_web::test]
async fn the_figures_are_read_by_prometheus_own_parser_and_count_what_happened() {
    let place = Place::new();
    let process = place.start();
    place.ready().await;
    let (visitor, watch) = (
        Browser::new(&place.address()),
        Browser::new(&place.watch_address()),
    );
    for _ in 0..3 {
        visitor.get("/uk/units").await.ok();
    }
    visitor.get("/uk/heroes/nobody").await;
    visitor.get("/nowhere/at/all").await;
    visitor.post("/uk/heroes/yurii-lysiuk/candles", &[]).await;
    let told = watch.get("/metrics").await.ok();
    assert_eq!(
        told.header("content-type"),
        Some("application/openmetrics-text; version=1.0.0; charset=utf-8")
    );
    let text = told.text();
    for line in [
        r#"memorial_requests_total{route="/{lang:uk|en}/units",method="GET",status="2xx"} 1"#,
        r#"memorial_requests_total{route="memory",method="GET",status="2xx"} 2"#,
        "memorial_page_cache_hits_total 2",
        r#"memorial_requests_total{route="/{lang:uk|en}/heroes/{slug}",method="GET",status="4xx"} 1"#,
        r#"memorial_requests_total{route="none",method="GET",status="4xx"} 1"#,
        r#"memorial_requests_total{route="/{lang:uk|en}/heroes/{slug}/candles",method="POST",status="3xx"} 1"#,
        "memorial_stories_waiting 0",
        "memorial_panics_total 0",
        "memorial_writer_busy_total 0",
    ] {
        assert!(
            text.lines().any(|told| told == line),
            "{line} is not in\n{text}"
        );
    }
    assert_eq!(watch.get("/healthz").await.ok().text(), "ok\n");
    assert_eq!(watch.get("/healthz/alive").await.ok().text(), "alive\n");
    // Visitors are not told.
    assert_eq!(
        visitor.get("/metrics").await.status,
        reqwest::StatusCode::NOT_FOUND
    );
    if let Some(python) = std::env::var_os("MEMORIAL_FOREIGN_READERS").filter(|set| !set.is_empty())
    {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign/metrics.py");
        let output = Command::new(python)
            .arg("-B")
            .arg(script)
            .arg(format!("{}/metrics", place.watch_address()))
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    } else {
        eprintln!("skipped: MEMORIAL_FOREIGN_READERS names no Python with prometheus_client");
    }
    drop(process);
}
