//! `/oai`, asked by GET or POST: the six verbs. A life that is gone is told for ever as deleted; one that was never public is no
//! record at all.

use std::collections::HashMap;

use actix_web::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use diesel::result::Error::SerializationError;
use diesel::{Connection, QueryResult, SqliteConnection};

use super::asking::{self, Arguments, Code, Fault, Format, List, Request, Selection};
use super::token::{self, Place};
use super::{dublin_core, record, sets};
use crate::app::State;
use crate::error::AppError;
use crate::heroes;
use crate::reference::Reference;
use crate::sharing::queries::{self, Asked, Change};
use crate::sharing::xml::{Xml, escaped};

/// Arguments that are read: no verb has as many.
const MOST: usize = 20;

/// Records in one answer.
const PAGE: usize = 50;

const HEAD: &str = "OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
                    xsi:schemaLocation=\"http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd\"";

const TIME: &str = "%Y-%m-%dT%H:%M:%SZ";

pub async fn page(state: Data<State>, request: HttpRequest) -> Result<HttpResponse, AppError> {
    answer(state, arguments(request.query_string().as_bytes())).await
}

/// The same, with the arguments in the body, as a form.
pub async fn posted(state: Data<State>, body: Bytes) -> Result<HttpResponse, AppError> {
    answer(state, arguments(&body)).await
}

fn arguments(form: &[u8]) -> Arguments {
    url::form_urlencoded::parse(form)
        .into_owned()
        .take(MOST)
        .collect()
}

/// `/oai/record.xsd`: what our own format looks like.
pub async fn schema() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/xml; charset=utf-8"))
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .body(record::SCHEMA)
}

async fn answer(state: Data<State>, arguments: Arguments) -> Result<HttpResponse, AppError> {
    let now = state.now();
    let told = match asking::read(&arguments) {
        Ok(request) => {
            let working = state.clone();
            state
                .db
                .read(move |conn| {
                    // One look at the file: a record does not change between its header and its body.
                    conn.transaction(|conn| {
                        Harvest {
                            reference: working.reference(),
                            state: &working,
                            now,
                        }
                        .tell(conn, request)
                    })
                })
                .await?
        }
        Err(fault) => Err(fault),
    };
    let mut xml = Xml::document();
    xml.open(HEAD);
    xml.element("responseDate", &now.format(TIME).to_string());
    let repeats = told.as_ref().err().is_none_or(|fault| fault.code.repeats());
    let mut asked = "request".to_owned();
    for (name, value) in arguments.iter().filter(|_| repeats) {
        asked.push_str(&format!(" {name}=\"{}\"", escaped(value)));
    }
    xml.element(&asked, &state.settings.absolute("/oai"));
    match told {
        Ok(told) => xml.raw(&told),
        Err(fault) => xml.element(
            &format!("error code=\"{}\"", fault.code.word()),
            &fault.words,
        ),
    }
    xml.close("OAI-PMH");
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/xml; charset=utf-8"))
        .insert_header((CACHE_CONTROL, "no-cache"))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .body(xml.finish()))
}

struct Harvest<'a> {
    state: &'a State,
    reference: std::sync::Arc<Reference>,
    now: DateTime<Utc>,
}

type Told = QueryResult<Result<String, Fault>>;

impl Harvest<'_> {
    fn tell(&self, conn: &mut SqliteConnection, request: Request) -> Told {
        match request {
            Request::Identify => self.identify(conn).map(Ok),
            Request::ListMetadataFormats { identifier } => {
                self.formats(conn, identifier.as_deref())
            }
            Request::ListSets => Ok(Ok(self.sets())),
            Request::GetRecord { identifier, format } => self.record(conn, &identifier, format),
            Request::List(list, selection) => self.list(conn, list, selection, None),
            Request::Resume(list, typed) => {
                match token::read(&self.state.secret, list, &typed, self.now) {
                    Some(place) => self.list(conn, list, place.selection.clone(), Some(place)),
                    None => Ok(Err(Fault::new(
                        Code::BadResumptionToken,
                        "The token was not given here, or its day is over: begin again",
                    ))),
                }
            }
        }
    }

    fn identify(&self, conn: &mut SqliteConnection) -> QueryResult<String> {
        let settings = &self.state.settings;
        let mut xml = Xml::default();
        xml.open("Identify");
        xml.element("repositoryName", "Меморіал Героїв / Heroes Memorial");
        xml.element("baseURL", &settings.absolute("/oai"));
        xml.element("protocolVersion", "2.0");
        let mail = settings.mail_from.as_ref().map(ToString::to_string);
        // RFC 2142: whoever has a domain reads this one.
        xml.element(
            "adminEmail",
            &mail.unwrap_or_else(|| format!("postmaster@{}", self.host())),
        );
        let earliest = queries::earliest(conn)?;
        xml.element(
            "earliestDatestamp",
            &earliest.unwrap_or_else(|| self.now.format(TIME).to_string()),
        );
        xml.element("deletedRecord", "persistent");
        xml.element("granularity", "YYYY-MM-DDThh:mm:ssZ");
        if is_domain(self.host()) {
            let namespace = "http://www.openarchives.org/OAI/2.0/oai-identifier";
            xml.open("description");
            xml.open(&format!("oai-identifier xmlns=\"{namespace}\" xsi:schemaLocation=\"{namespace} {namespace}.xsd\""));
            xml.element("scheme", "oai");
            xml.element("repositoryIdentifier", self.host());
            xml.element("delimiter", ":");
            xml.element("sampleIdentifier", &self.identifier(1));
            xml.close("oai-identifier");
            xml.close("description");
        }
        xml.close("Identify");
        Ok(xml.finish())
    }

    /// Every record can be had in every format.
    fn formats(&self, conn: &mut SqliteConnection, identifier: Option<&str>) -> Told {
        if let Some(identifier) = identifier
            && self.change(conn, identifier)?.is_none()
        {
            return Ok(Err(unknown()));
        }
        let mut xml = Xml::default();
        xml.open("ListMetadataFormats");
        for format in Format::ALL {
            let (schema, namespace) = match format {
                Format::DublinCore => (dublin_core::SCHEMA.to_owned(), dublin_core::NAMESPACE),
                Format::Memorial => (self.schema(), record::NAMESPACE),
            };
            xml.open("metadataFormat");
            xml.element("metadataPrefix", format.prefix());
            xml.element("schema", &schema);
            xml.element("metadataNamespace", namespace);
            xml.close("metadataFormat");
        }
        xml.close("ListMetadataFormats");
        Ok(Ok(xml.finish()))
    }

    fn sets(&self) -> String {
        let mut xml = Xml::default();
        xml.open("ListSets");
        for set in sets::all(&self.reference) {
            xml.open("set");
            xml.element("setSpec", &set.spec);
            xml.element("setName", &set.name);
            xml.close("set");
        }
        xml.close("ListSets");
        xml.finish()
    }

    fn record(&self, conn: &mut SqliteConnection, identifier: &str, format: Format) -> Told {
        let Some(change) = self.change(conn, identifier)? else {
            return Ok(Err(unknown()));
        };
        let sets = queries::sets(conn, &[change.id])?;
        let mut xml = Xml::default();
        xml.open("GetRecord");
        self.write(conn, &mut xml, &change, &sets, Some(format))?;
        xml.close("GetRecord");
        Ok(Ok(xml.finish()))
    }

    fn list(
        &self,
        conn: &mut SqliteConnection,
        list: List,
        selection: Selection,
        place: Option<Place>,
    ) -> Told {
        let nothing = || Fault::new(Code::NoRecordsMatch, "Nothing is like that");
        let sets = match &selection.set {
            Some(spec) => sets::names(&self.reference, spec),
            None => Vec::new(),
        };
        if selection.set.is_some() && sets.is_empty() {
            return Ok(Err(nothing()));
        }
        let asked = Asked {
            from: selection.from.clone(),
            until: selection.until.clone(),
            sets,
        };
        let after = place
            .as_ref()
            .map(|place| (place.after.0.as_str(), place.after.1));
        let mut changes = queries::changes(conn, &asked, after, PAGE as i64 + 1)?;
        let is_more = changes.len() > PAGE;
        changes.truncate(PAGE);
        if changes.is_empty() && place.is_none() {
            return Ok(Err(nothing()));
        }
        let (given, all) = match &place {
            Some(place) => (place.given, place.all),
            None if is_more => (0, queries::count(conn, &asked)?),
            None => (0, changes.len() as i64),
        };
        let ids: Vec<i32> = changes.iter().map(|change| change.id).collect();
        let sets = queries::sets(conn, &ids)?;
        let format = (list == List::Records).then_some(selection.format);
        let mut xml = Xml::default();
        xml.open(list.verb());
        for change in &changes {
            self.write(conn, &mut xml, change, &sets, format)?;
        }
        let last = changes.last().map(|last| (last.at.clone(), last.id));
        let counted = format!("completeListSize=\"{all}\" cursor=\"{given}\"");
        match last.filter(|_| is_more) {
            Some(after) => {
                let next = Place {
                    list,
                    selection,
                    after,
                    given: given + changes.len() as i64,
                    all,
                };
                let token = token::write(&self.state.secret, &next, self.now)
                    .map_err(|fault| SerializationError(Box::new(fault)))?;
                let expires = token::expires(self.now).format(TIME);
                xml.element(
                    &format!("resumptionToken expirationDate=\"{expires}\" {counted}"),
                    &token,
                );
            }
            // The end of a list that came in parts is said.
            None if place.is_some() => xml.element(&format!("resumptionToken {counted}"), ""),
            None => {}
        }
        xml.close(list.verb());
        // What was there when the token was made may be elsewhere in the list by now, and then nothing is left.
        if changes.is_empty() {
            return Ok(Err(Fault::new(
                Code::BadResumptionToken,
                "The list has changed since: begin again",
            )));
        }
        Ok(Ok(xml.finish()))
    }

    /// A header, or with a format a record.
    fn write(
        &self,
        conn: &mut SqliteConnection,
        xml: &mut Xml,
        change: &Change,
        sets: &HashMap<i32, Vec<String>>,
        format: Option<Format>,
    ) -> QueryResult<()> {
        if format.is_some() {
            xml.open("record");
        }
        xml.open(if change.gone {
            "header status=\"deleted\""
        } else {
            "header"
        });
        xml.element("identifier", &self.identifier(change.id));
        xml.element("datestamp", &change.at);
        let names = sets.get(&change.id).map_or(&[][..], Vec::as_slice);
        for spec in sets::specs(&self.reference, names) {
            xml.element("setSpec", &spec);
        }
        xml.close("header");
        let Some(format) = format else {
            return Ok(());
        };
        if !change.gone
            && let Some(mut life) = heroes::queries::load(conn, change.id)?
        {
            self.reference.settle(&mut life.record);
            xml.open("metadata");
            match format {
                Format::DublinCore => dublin_core::write(xml, &life, &self.reference, |path| {
                    self.state.settings.absolute(path)
                }),
                Format::Memorial => {
                    let url = self
                        .state
                        .settings
                        .absolute(&format!("/uk/heroes/{}", life.slug));
                    record::write(xml, &life, &url, &self.schema())
                        .map_err(|fault| SerializationError(Box::new(fault)))?;
                }
            }
            xml.close("metadata");
        }
        xml.close("record");
        Ok(())
    }

    /// `oai:memorial.example:17`.
    fn identifier(&self, id: i32) -> String {
        format!("oai:{}:{id}", self.host())
    }

    fn change(&self, conn: &mut SqliteConnection, identifier: &str) -> QueryResult<Option<Change>> {
        let number = identifier
            .rsplit_once(':')
            .and_then(|(_, number)| number.parse().ok())
            .filter(|id| self.identifier(*id) == identifier);
        match number {
            Some(id) => queries::change(conn, id),
            None => Ok(None),
        }
    }

    fn host(&self) -> &str {
        self.state
            .settings
            .public_url
            .host_str()
            .unwrap_or("localhost")
    }

    fn schema(&self) -> String {
        self.state.settings.absolute("/oai/record.xsd")
    }
}

fn unknown() -> Fault {
    Fault::new(Code::IdDoesNotExist, "There is no such record")
}

/// As the guidelines for identifiers want a repository to be named: not by a number and not by one word.
fn is_domain(host: &str) -> bool {
    host.contains('.')
        && host
            .split('.')
            .all(|part| part.starts_with(|c: char| c.is_ascii_alphabetic()))
}
