//! The whole site on one screen: every address and who answers it.

use actix_web::web::{ServiceConfig, scope};

use crate::operating::health;
use crate::sharing::paper;
use crate::web::assets;
use crate::web::methods::{act, page, page_and_act};
use crate::{
    about, accounts, anniversaries, archive, calls, care, days, digests, heroes, home, keys,
    linter, moderation, motions, namesakes, newsletters, papers, photos, places, plain, proofs,
    reference, regions, remembrance, sharing, submissions, unfinished, units, wishes,
};

pub fn routes(site: &mut ServiceConfig) {
    site.service(page("/", home::language::page))
        .service(page("/healthz", health::page))
        .service(page("/healthz/alive", health::alive))
        .service(page("/robots.txt", home::robots::page));
    site.service(page("/static/{fingerprint}/{path:.*}", assets::show));
    site.service(page("/photos/{id}/{file}", photos::show::page));
    site.configure(family)
        .configure(readers)
        .configure(programs)
        .configure(desk);
}

/// What families send. Past the first page the key is the secret: a wrong one is an address that does not exist.
fn family(site: &mut ServiceConfig) {
    site.service(page_and_act(
        "/{lang:uk|en}/submissions/new",
        submissions::new::page,
        submissions::new::begin,
    ));
    site.service(page_and_act(
        "/{lang:uk|en}/submissions/call",
        calls::ask::page,
        calls::ask::begin,
    ));
    site.service(page_and_act(
        "/{lang:uk|en}/submissions/words",
        keys::words::page,
        keys::words::open,
    ));
    site.service(
        scope("/{lang:uk|en}/submissions/{key}")
            .service(page("", submissions::show::page))
            .service(page("/check", submissions::check::page))
            .service(act("/here", submissions::here::choose))
            .service(page_and_act(
                "/relatives",
                keys::relatives::page,
                keys::relatives::invite,
            ))
            .service(act("/relatives/{id}/parting", keys::relatives::part))
            .service(act("/replacement", keys::replacement::replace))
            .service(page_and_act(
                "/papers",
                papers::show::page,
                papers::show::receive,
            ))
            .service(page_and_act("/call", calls::ask::own_page, calls::ask::ask))
            .service(page_and_act(
                "/visibility",
                submissions::visibility::page,
                submissions::visibility::choose,
            ))
            .service(act("/hiding", wishes::hiding::hide))
            .service(page("/qr", sharing::grave_code::page))
            .service(page("/qr.svg", sharing::grave_code::svg))
            .service(page("/qr.png", sharing::grave_code::png))
            .service(page("/keepsake.zip", sharing::keepsake::page))
            .service(page("/memories", remembrance::closing::page))
            .service(act("/memories/closing", remembrance::closing::close))
            .service(act("/memories/opening", remembrance::closing::open_again))
            .service(act("/memories/{id}/hiding", remembrance::closing::hide))
            .service(act(
                "/memories/{id}/showing",
                remembrance::closing::show_again,
            ))
            .service(page_and_act(
                "/proof",
                proofs::show::page,
                proofs::show::answer,
            ))
            .service(act("/heaviness", care::heaviness::mark_by_family))
            .service(act("/thanks", care::thanks::thank))
            .service(act("/anniversaries", anniversaries::choice::choose))
            .service(act("/sending", submissions::sending::send))
            .service(page_and_act(
                "/withdrawal",
                submissions::withdrawal::page,
                submissions::withdrawal::withdraw,
            ))
            .service(act("/erasure", submissions::withdrawal::erase))
            .service(page_and_act(
                "/text",
                submissions::text::page,
                submissions::text::keep,
            ))
            .service(act("/text/answers", submissions::text::take))
            .service(act("/text/keeping", submissions::keeping::text))
            .service(act("/{step}/keeping", submissions::keeping::step))
            .service(page_and_act(
                "/{step:birth|death|burial}/which",
                submissions::which::page,
                submissions::which::answer,
            ))
            .service(act("/photos/uploads", submissions::uploads::begin))
            .service(page_and_act(
                "/photos/uploads/{id}",
                submissions::uploads::page,
                submissions::uploads::append,
            ))
            .service(page("/photos/{id}", submissions::preview::page))
            .service(page_and_act(
                "/{step:photos}",
                submissions::step::page,
                submissions::photos::receive,
            ))
            .service(page_and_act(
                "/{step}",
                submissions::step::page,
                submissions::step::answer,
            )),
    );
}

/// What anyone can read.
fn readers(site: &mut ServiceConfig) {
    site.service(page("/silence.css", remembrance::silence::clock))
        .service(page("/h/{number}", heroes::short::page))
        .service(page("/h/{number}/{token}", heroes::grave::page))
        .service(page(
            "/h/{number}/{token}/photos/{photo}",
            heroes::grave::photo,
        ));
    site.service(page("/{lang:uk|en}", home::show::page));
    site.service(
        scope("/{lang:uk|en}")
            .service(page("/heroes", heroes::list::page))
            .service(page("/heroes/{slug}", heroes::show::page))
            .service(page_and_act(
                "/heroes/{slug}/unfinished/{fact}",
                unfinished::answer::page,
                unfinished::answer::receive,
            ))
            .service(page("/heroes/{slug}/plain", plain::show::page))
            .service(page("/heroes/{slug}/text.txt", plain::text::page))
            .service(page("/heroes/{slug}/text.brf", plain::brf::page))
            .service(page("/heroes/{slug}/card.png", sharing::card::page))
            .service(page("/card.png", sharing::card::of_the_memorial))
            .service(page("/heroes/{slug}/qr", sharing::qr::page))
            .service(page("/heroes/{slug}/qr.svg", sharing::qr::svg))
            .service(page("/heroes/{slug}/qr.png", sharing::qr::png))
            .service(page("/heroes/{slug}/booklet", paper::show::page))
            .service(page("/heroes/{slug}/page.pdf", paper::file::page))
            .service(page("/heroes/{slug}/booklet.pdf", paper::file::booklet))
            .service(page("/heroes/{slug}/booklet-sheet.pdf", paper::file::sheet))
            .service(act("/heroes/{slug}/candles", remembrance::candles::light))
            .service(page_and_act(
                "/heroes/{slug}/memories",
                remembrance::memories::page,
                remembrance::memories::write,
            ))
            .service(page("/memories/{key}", remembrance::receipt::page))
            .service(act(
                "/memories/{key}/withdrawal",
                remembrance::receipt::withdraw,
            ))
            .service(page("/silence", remembrance::silence::page))
            .service(page("/silence/screen", remembrance::screen::page))
            .service(page("/heroes/{slug}/calendar.ics", sharing::calendar::life))
            .service(page("/heroes/{slug}/embed", sharing::embed::page))
            .service(page("/heroes/{slug}/item", newsletters::show::page))
            .service(page(
                "/heroes/{slug}/item.{format:html|md|txt}",
                newsletters::show::file,
            ))
            .service(page("/regions", regions::list::page))
            .service(page("/regions/{slug}", regions::show::page))
            .service(page(
                "/regions/{slug}/calendar.ics",
                sharing::calendar::region,
            ))
            .service(page("/regions/{slug}/feed.atom", sharing::feed::region))
            .service(page("/units", units::list::page))
            .service(page("/units/{slug}", units::show::page))
            .service(page("/units/{slug}/calendar.ics", sharing::calendar::unit))
            .service(page("/units/{slug}/feed.atom", sharing::feed::unit))
            .service(page("/feed.atom", sharing::feed::page))
            .service(page("/digests", digests::list::page))
            .service(page("/digests/feed.atom", digests::feed::page))
            .service(page("/digests/{slug}", digests::show::page))
            .service(page(
                "/digests/{slug}/digest.{format:html|md|txt}",
                digests::show::file,
            ))
            .service(page_and_act(
                "/anniversaries/{number}/{token}",
                anniversaries::stop::page,
                anniversaries::stop::stop,
            ))
            .service(page("/days", days::list::page))
            .service(page("/days/{month:[0-9]+}", days::month::page))
            .service(page("/days/{day}", days::show::page))
            .service(page("/data", sharing::show::page))
            .service(page("/days/{day}/turns", days::turns::page))
            .service(page("/days/{day}/calendar.ics", sharing::calendar::day))
            .service(page("/about", about::show::page))
            .service(page("/privacy", about::privacy::page))
            .service(page("/rules", about::rules::page))
            .service(page("/accessibility", about::accessibility::page)),
    );
}

/// The same for programs.
fn programs(site: &mut ServiceConfig) {
    use sharing::api;
    site.service(page("/feed.atom", sharing::feed::ukrainian))
        .service(page("/oembed", sharing::oembed::page));
    site.service(
        scope("/api/v1")
            .service(page("/heroes", api::heroes::heroes))
            .service(page("/heroes/{slug}", api::heroes::one))
            .service(page(
                "/identifiers/{scheme}/{value}",
                api::heroes::identified,
            ))
            .service(page("/suggest", api::suggest::page))
            .service(page("/places", api::places::page))
            .service(page("/rotation", api::rotation::page))
            .service(page("/regions", api::lists::regions))
            .service(page("/units", api::lists::units)),
    );
    site.service(page("/api/openapi.json", api::openapi::page))
        .service(page("/sitemap.xml", sharing::sitemap::index))
        .service(page("/sitemaps/{name}.xml", sharing::sitemap::list))
        .service(page("/data/heroes.jsonl", sharing::dumps::lines))
        .service(page("/data/heroes.csv", sharing::dumps::table))
        .service(page("/data/datapackage.json", sharing::datapackage::page))
        .service(page_and_act(
            "/oai",
            sharing::oai::answer::page,
            sharing::oai::answer::posted,
        ))
        .service(page("/oai/record.xsd", sharing::oai::answer::schema));
}

/// The moderators' desk. A page answers to a `Reader`, an act to a `Moderator` or an `Administrator`, but for the ways in and
/// out and what one does to one's own account.
#[rustfmt::skip]
fn desk(site: &mut ServiceConfig) {
    use accounts::{authenticator, disabling, invitation, invite, list, notices, password_change, recovery_codes, revocation, role_change};
    use accounts::{second_factor_removal, second_step, sign_in, sign_out};
    use moderation::{answer, companion, contacts, edit, going_back, history, language, letters, life, lives, next, passing, picture, preview, queue, review, taking};
    site.service(page_and_act("/admin/sign-in", sign_in::page, sign_in::sign_in))
        .service(page_and_act("/admin/sign-in/second-factor", second_step::page, second_step::prove))
        .service(act("/admin/sign-out", sign_out::sign_out))
        .service(page_and_act("/admin/invitation/{token}", invitation::page, invitation::accept))
        .service(act("/admin/language", language::choose))
        .service(page("/admin/account", accounts::show::page))
        .service(act("/admin/account/password", password_change::change))
        .service(act("/admin/account/sessions/revocation", revocation::revoke))
        .service(page_and_act("/admin/account/second-factor", authenticator::page, authenticator::set_up))
        .service(act("/admin/account/second-factor/codes", recovery_codes::renew))
        .service(act("/admin/account/second-factor/removal", second_factor_removal::remove))
        .service(act("/admin/account/notices/putting-away", notices::put_away))
        .service(page("/admin/accounts", list::page))
        .service(act("/admin/accounts/invitations", invite::new))
        .service(act("/admin/accounts/{id}/invitation", invite::back))
        .service(act("/admin/accounts/{id}/role", role_change::change))
        .service(act("/admin/accounts/{id}/second-factor/removal", second_factor_removal::take_off))
        .service(act("/admin/accounts/{id}/sessions/revocation", revocation::revoke_all))
        .service(act("/admin/accounts/{id}/disabling", disabling::disable));
    site.service(page("/admin/account/care", care::show::page))
        .service(act("/admin/account/care/scope", care::show::scope))
        .service(act("/admin/account/care/limit", care::show::limit))
        .service(act("/admin/account/care/digest", care::show::digest))
        .service(page_and_act("/admin/accounts/{id}/scope", care::scope::page, care::scope::set))
        .service(page("/admin/thanks", care::thanks::page))
        .service(act("/admin/submissions/{id}/heaviness", care::heaviness::mark))
        .service(act("/admin/submissions/{id}/passing", passing::pass))
        .service(act("/admin/queue/next", next::next))
        .service(page("/admin/state", moderation::state::page))
        .service(page_and_act("/digest/{account}/{token}", care::stop::page, care::stop::stop));
    site.service(page("/admin", queue::page))
        .service(page("/admin/wishes", wishes::list::page))
        .service(act("/admin/wishes/{id}/settling", wishes::list::settle))
        .service(page("/admin/calls", calls::list::page))
        .service(act("/admin/calls/{id}/contacts", calls::list::open))
        .service(act("/admin/calls/{id}/outcome", calls::list::called))
        .service(page_and_act("/admin/keys", moderation::keys::page, moderation::keys::find))
        .service(act("/admin/submissions/{id}/key", moderation::keys::issue))
        .service(page("/admin/submissions/{id}", review::page))
        .service(page("/admin/submissions/{id}/preview/{lang}", preview::page))
        .service(page_and_act("/admin/submissions/{id}/edit", edit::submission_page, edit::change_submission))
        .service(act("/admin/submissions/{id}/contacts", contacts::open))
        .service(act("/admin/submissions/{id}/companion", companion::join))
        .service(act("/admin/submissions/{id}/unadding", companion::unadd))
        .service(act("/admin/submissions/{id}/findings", linter::settling::settle))
        .service(act("/admin/submissions/{id}/letter", moderation::composing::compose))
        .service(act("/admin/submissions/{id}/taking", taking::take))
        .service(act("/admin/submissions/{id}/giving-back", taking::give_back))
        .service(act("/admin/submissions/{id}/proof", moderation::proof::show))
        .service(act("/admin/submissions/{id}/approval", answer::approve))
        .service(act("/admin/submissions/{id}/return", answer::return_to_family))
        .service(act("/admin/submissions/{id}/refusal", answer::refuse))
        .service(act("/admin/submissions/{id}/reopening", taking::reopen))
        .service(act("/admin/submissions/{id}/approval-undoing", answer::undo_approval));
    site.service(page("/admin/heroes", lives::page))
        .service(page("/admin/heroes/{id}", life::page))
        .service(page_and_act("/admin/heroes/{id}/edit", edit::hero_page, edit::change_hero))
        .service(act("/admin/heroes/{id}/withdrawal", life::withdraw))
        .service(act("/admin/heroes/{id}/restoration", life::restore))
        .service(act("/admin/heroes/{id}/hiding", motions::hiding::hide))
        .service(act("/admin/heroes/{id}/versions/{number}/restoration", going_back::go_back))
        .service(page("/admin/motions", motions::list::page))
        .service(page("/admin/motions/{id}", motions::show::page))
        .service(act("/admin/motions/{id}/seconding", motions::show::second))
        .service(act("/admin/motions/{id}/refusal", motions::show::refuse))
        .service(act("/admin/motions/{id}/taking-back", motions::show::take_back))
        .service(page("/admin/letters", letters::page))
        .service(act("/admin/letters/{id}/sending", letters::send_again))
        .service(act("/admin/letters/{id}/putting-away", letters::put_away))
        .service(page("/admin/journal", history::page))
        .service(page("/admin/photos/{id}/{size}", picture::page));
    use digests::{keeping, publication};
    site.service(page_and_act("/admin/digests", digests::desk::page, keeping::begin))
        .service(page_and_act("/admin/digests/{id}", digests::edit::page, keeping::keep))
        .service(act("/admin/digests/{id}/publication", publication::publish))
        .service(act("/admin/digests/{id}/withdrawal", publication::withdraw))
        .service(act("/admin/digests/{id}/versions/{number}/restoration", keeping::restore));
    site.service(page("/admin/reference", reference::list::begin))
        .service(page("/admin/reference/unmatched", reference::unmatched::page))
        .service(act("/admin/reference/matches", reference::matches::make))
        .service(act("/admin/reference/matches/{id}/undoing", reference::matches::undo))
        .service(act("/admin/reference/keeping", reference::matches::keep))
        .service(act("/admin/reference/asking-again", reference::matches::ask_again))
        .service(page("/admin/reference/{list:units|ranks|awards|regions}", reference::list::page))
        .service(page_and_act("/admin/reference/{list:units|ranks|awards|regions}/new", reference::new::page, reference::new::add))
        .service(page_and_act("/admin/reference/{list:units|ranks|awards|regions}/{slug}", reference::show::page, reference::change::change))
        .service(act("/admin/reference/units/{slug}/renaming", reference::change::rename))
        .service(act("/admin/reference/units/{slug}/merger", reference::change::merge))
        .service(act("/admin/reference/{list:units|ranks|awards|regions}/{slug}/changes/{id}/putting-back", reference::change::put_back));
    site.service(page("/admin/places", places::list::page))
        .service(page("/admin/places/register", places::register::page))
        .service(act("/admin/places/matchings", places::matching::match_group))
        .service(act("/admin/places/matchings/{id}/undoing", places::matching::undo))
        .service(act("/admin/places/settlements", places::names::add_settlement))
        .service(act("/admin/places/settlements/{id}/removal", places::names::drop_settlement))
        .service(act("/admin/places/settlements/{id}/names", places::names::add))
        .service(act("/admin/places/names/{id}/removal", places::names::remove));
    use remembrance::desk::{acts, list as memories, show as memory};
    site.service(page("/admin/memories", memories::page))
        .service(page("/admin/memories/{id}", memory::page))
        .service(act("/admin/memories/{id}/approval", acts::approve))
        .service(act("/admin/memories/{id}/refusal", acts::refuse))
        .service(act("/admin/memories/{id}/reopening", acts::reopen))
        .service(act("/admin/memories/{id}/hiding", acts::hide))
        .service(act("/admin/memories/{id}/showing", acts::show_again))
        .service(act("/admin/memories/{id}/findings", acts::settle))
        .service(act("/admin/memories/{id}/wording", acts::reword))
        .service(act("/admin/memories/{id}/wordings/{number}/restoration", acts::go_back))
        .service(act("/admin/memories/{id}/contacts", acts::open_contact));
    site.service(page("/admin/namesakes", namesakes::list::page))
        .service(act("/admin/namesakes/distinction", namesakes::apart::tell))
        .service(act("/admin/namesakes/distinction-undoing", namesakes::apart::untell))
        .service(act("/admin/namesakes/proposals/{id}/seconding", namesakes::proposals::second))
        .service(act("/admin/namesakes/proposals/{id}/declining", namesakes::proposals::decline))
        .service(page("/admin/namesakes/merges/{id}", namesakes::merged::page))
        .service(act("/admin/namesakes/merges/{id}/undoing", namesakes::merged::propose))
        .service(page_and_act("/admin/namesakes/{one}/{other}", namesakes::merge::page, namesakes::merge::propose));
    use archive::runs;
    site.service(page("/admin/imports", runs::list::page))
        .service(page_and_act("/admin/imports/new", runs::new::page, runs::new::bring))
        .service(page("/admin/imports/runs/{id}", runs::show::page))
        .service(act("/admin/imports/runs/{id}/taking", runs::columns::take))
        .service(act("/admin/imports/runs/{id}/forgetting", runs::columns::forget))
        .service(act("/admin/imports/runs/{id}/publication", archive::decide::publish_ticked))
        .service(page("/admin/imports/{id}", runs::show::row))
        .service(page_and_act("/admin/imports/{id}/edit", runs::correct::page, runs::correct::correct))
        .service(page("/admin/imports/{id}/photos/{photo}", runs::show::photo))
        .service(act("/admin/imports/{id}/publication", archive::decide::publish))
        .service(act("/admin/imports/{id}/discarding", archive::decide::discard))
        .service(act("/admin/imports/{id}/return", archive::decide::put_back));
}
