//! An address and the methods it answers: pages answer HEAD as GET, anything else is 405 with `Allow`.

use actix_web::http::header::ALLOW;
use actix_web::{FromRequest, Handler, HttpResponse, Resource, Responder, guard, web};

/// An address that shows a page.
pub fn page<H, Args>(path: &str, page: H) -> Resource
where
    H: Handler<Args>,
    Args: FromRequest + 'static,
    H::Output: Responder + 'static,
{
    web::resource(path)
        .route(shown(page))
        .default_service(refused("GET, HEAD"))
}

/// An address at which something is done.
pub fn act<H, Args>(path: &str, act: H) -> Resource
where
    H: Handler<Args>,
    Args: FromRequest + 'static,
    H::Output: Responder + 'static,
{
    web::resource(path)
        .route(web::post().to(act))
        .default_service(refused("POST"))
}

/// An address that shows a form and takes what was written into it.
pub fn page_and_act<P, PageArgs, A, ActArgs>(path: &str, page: P, act: A) -> Resource
where
    P: Handler<PageArgs>,
    PageArgs: FromRequest + 'static,
    P::Output: Responder + 'static,
    A: Handler<ActArgs>,
    ActArgs: FromRequest + 'static,
    A::Output: Responder + 'static,
{
    web::resource(path)
        .route(shown(page))
        .route(web::post().to(act))
        .default_service(refused("GET, HEAD, POST"))
}

fn shown<H, Args>(page: H) -> actix_web::Route
where
    H: Handler<Args>,
    Args: FromRequest + 'static,
    H::Output: Responder + 'static,
{
    web::route()
        .guard(guard::Any(guard::Get()).or(guard::Head()))
        .to(page)
}

fn refused(allowed: &'static str) -> actix_web::Route {
    web::route().to(move || async move {
        HttpResponse::MethodNotAllowed()
            .insert_header((ALLOW, allowed))
            .finish()
    })
}
