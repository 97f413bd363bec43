//! The record of DESIGN section 2 as XML: each key an element, each member of a list one element of the list's name. `record.xsd`
//! says it to programs.

use serde_json::Value;

use crate::heroes::queries::Published;
use crate::sharing::xml::{Xml, escaped};

pub const NAMESPACE: &str = "urn:heroes-memorial:record";

/// Served at `/oai/record.xsd`.
pub const SCHEMA: &str = include_str!("record.xsd");

pub fn write(
    xml: &mut Xml,
    life: &Published,
    url: &str,
    schema: &str,
) -> Result<(), serde_json::Error> {
    xml.open(&format!(
        "life xmlns=\"{NAMESPACE}\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"{NAMESPACE} {}\" number=\"{}\" slug=\"{}\" url=\"{}\"",
        escaped(schema),
        life.id,
        escaped(&life.slug),
        escaped(url)
    ));
    for (key, value) in life.record.fields()? {
        // A note in Ukrainian alone is written short in JSON.
        match (key.as_str(), &value) {
            ("born_note", Value::String(uk)) => {
                xml.open("born_note");
                xml.element("uk", uk);
                xml.close("born_note");
            }
            _ => element(xml, &key, &value),
        }
    }
    xml.close("life");
    Ok(())
}

fn element(xml: &mut Xml, key: &str, value: &Value) {
    match value {
        Value::Null => {}
        Value::Array(all) => all.iter().for_each(|one| element(xml, key, one)),
        Value::Object(fields) => {
            xml.open(key);
            fields
                .iter()
                .for_each(|(key, value)| element(xml, key, value));
            xml.close(key);
        }
        Value::String(text) => xml.element(key, text),
        other => xml.element(key, &other.to_string()),
    }
}
