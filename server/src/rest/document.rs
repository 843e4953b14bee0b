//! The OpenAPI document: what the handlers say of themselves, and what is true of every call.

use domain::Error;
use domain::resume::{Entry, SkillGroup};
use std::iter;
use utoipa::ToSchema;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{Components, Content, Info, OpenApi, Ref, RefOr, Required, Response, ResponseBuilder, Server};

/// The shape of every error.
const REFUSAL: &str = "Refusal";

/// Calls that answer with a file as it is kept.
const BYTES: [&str; 3] = ["/sessions/{id}/files/{*path}", "/resumes/{id}/original", "/downloads/{token}"];

/// What such a file may be.
const KINDS: [&str; 6] = [
    "application/json",
    "application/octet-stream",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text/markdown",
    "text/plain",
];

/// What the handlers are described into.
pub fn blank() -> OpenApi {
    let mut api = OpenApi::default();
    api.info = Info::new("resuMAX", "1");
    api.servers = Some(vec![Server::new("/api/v1")]);
    api
}

/// Adds the errors that a call may answer with, and a name of its own to each call.
pub fn complete(mut api: OpenApi) -> OpenApi {
    let components = api.components.get_or_insert_default();
    let ways = ways_in();
    api.security = Some(iter::once(SecurityRequirement::default()).chain(ways.iter().map(|(name, _)| requirement(name))).collect());
    components.add_security_schemes_from_iter(ways);
    components.schemas.insert(REFUSAL.to_owned(), refusal());
    add::<Error>(components);
    // Variants of `Item`, which the macro does not follow.
    add::<Entry>(components);
    add::<SkillGroup>(components);
    // Of a query, which the macro does not follow either.
    add::<domain::audit::Kind>(components);
    for (path, item) in &mut api.paths.paths {
        for (writes, operation) in operations(item) {
            operation.parameters.get_or_insert_default().push(RefOr::T(tenant()));
            if BYTES.contains(&path.as_str())
                && let Some(RefOr::T(found)) = operation.responses.responses.get_mut("200")
            {
                found.content = KINDS.iter().map(|kind| ((*kind).to_owned(), RefOr::T(Content::new(Some(binary()))))).collect();
            }
            let errors: &[&str] = match (writes, path.contains('{')) {
                (false, false) => &["400", "401", "403", "404", "429", "500", "503"],
                (false, true) => &["400", "401", "403", "404", "409", "422", "429", "500", "503"],
                (true, false) => &["400", "401", "403", "404", "409", "422", "429", "500", "503"],
                (true, true) => &["400", "401", "403", "404", "409", "422", "429", "500", "502", "503"],
            };
            for status in errors {
                operation.responses.responses.insert((*status).to_owned(), RefOr::T(refused(status)));
            }
            let tag = operation.tags.iter().flatten().next().map(|tag| tag.replace(' ', "_")).unwrap_or_default();
            let name = operation.operation_id.take().unwrap_or_default();
            operation.operation_id = Some(format!("{tag}_{name}"));
        }
    }
    api.paths.paths = std::mem::take(&mut api.paths.paths).into_iter().map(|(path, item)| (path.replace("{*", "{"), item)).collect();
    api
}

fn add<T: ToSchema>(components: &mut Components) {
    let mut found = vec![(T::name().into_owned(), T::schema())];
    T::schemas(&mut found);
    for (name, schema) in found {
        components.schemas.entry(name).or_insert(schema);
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (bool, &mut Operation)> {
    let reads = item.get.iter_mut().map(|operation| (false, operation));
    reads.chain([&mut item.post, &mut item.patch, &mut item.delete].into_iter().flatten().map(|operation| (true, operation)))
}

/// Who is calling; nobody has to say so in `local` mode.
fn ways_in() -> [(&'static str, SecurityScheme); 2] {
    let token = "With accounts an access token or a personal API token; in `token` mode the one of the installation";
    let cookie = "The login of a browser, with accounts; `resumax-access` where there is no TLS";
    [
        ("bearer", SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(token)).build())),
        ("login", SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description("__Host-resumax-access", cookie)))),
    ]
}

fn requirement(name: &str) -> SecurityRequirement {
    SecurityRequirement::new(name, iter::empty::<String>())
}

fn tenant() -> Parameter {
    ParameterBuilder::new()
        .name("X-Tenant-ID")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some("Whose data it is about, 1 to 64 letters, digits, '-', '_' and '.'; `local-dev` in `local` mode when not given, needed in `token` mode, not read with accounts"))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
        .build()
}

fn binary() -> RefOr<Schema> {
    let bytes = SchemaFormat::KnownFormat(KnownFormat::Binary);
    ObjectBuilder::new().schema_type(Type::String).format(Some(bytes)).into()
}

fn refused(status: &str) -> Response {
    let content = Content::new(Some(Ref::from_schema_name(REFUSAL)));
    ResponseBuilder::new().description(format!("Refused, {status}: the code says why")).content("application/json", content).build()
}

fn refusal() -> RefOr<Schema> {
    let text = || ObjectBuilder::new().schema_type(Type::String);
    let error = ObjectBuilder::new()
        .property("code", Ref::from_schema_name(domain::Code::name()))
        .property("message", text())
        .property("details", ObjectBuilder::new())
        .property("request_id", text());
    let error = ["code", "message", "details", "request_id"].into_iter().fold(error, ObjectBuilder::required);
    ObjectBuilder::new().property("error", error).required("error").into()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    fn document() -> serde_json::Value {
        serde_json::to_value(crate::rest::document()).expect("JSON")
    }

    fn operations(document: &serde_json::Value) -> Vec<(String, &serde_json::Value)> {
        let paths = document["paths"].as_object().expect("paths");
        let all =
            paths.iter().flat_map(|(path, item)| item.as_object().expect("an item").iter().map(move |(method, of)| (path, method, of)));
        all.map(|(path, method, of)| (format!("{} {path}", method.to_uppercase()), of)).collect()
    }

    #[test]
    fn every_call_has_a_name_of_its_own_and_says_its_errors() {
        let document = document();
        let operations = operations(&document);
        let names: BTreeSet<_> = operations.iter().map(|(_, of)| of["operationId"].as_str().expect("a name")).collect();
        assert_eq!(names.len(), operations.len());
        for (call, of) in &operations {
            let statuses: BTreeSet<_> = of["responses"].as_object().expect("answers").keys().map(String::as_str).collect();
            assert!(statuses.contains("400") && statuses.iter().any(|status| status.starts_with('2')), "{call}: {statuses:?}");
        }
    }

    #[test]
    fn every_answer_and_every_form_says_what_it_is() {
        let document = document();
        for (call, of) in operations(&document) {
            let tenant = of["parameters"].as_array().into_iter().flatten().any(|one| one["name"] == "X-Tenant-ID" && one["in"] == "header");
            assert!(tenant, "{call}");
            for (status, answer) in of["responses"].as_object().expect("answers") {
                for (kind, content) in answer["content"].as_object().into_iter().flatten() {
                    let schema = &content["schema"];
                    assert!(schema.get("$ref").or(schema.get("type")).is_some() || kind == "image/png", "{call} {status} {kind}: {schema}");
                }
            }
        }
        for path in ["/sessions/{id}/jd", "/job-descriptions"] {
            let taken = &document["paths"][path]["post"]["requestBody"]["content"];
            assert!(taken["application/json"].is_object() && taken["multipart/form-data"].is_object(), "{path}: {taken}");
        }
        let file = &document["paths"]["/sessions/{id}/files/{path}"]["get"]["responses"]["200"]["content"];
        assert!(file["application/pdf"].is_object() && file["text/markdown"].is_object(), "{file}");
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let document = document();
        let text = document.to_string();
        for reference in text.split("\"#/components/schemas/").skip(1) {
            let name = reference.split('"').next().expect("a name");
            assert!(document["components"]["schemas"].get(name).is_some(), "{name}");
        }
    }

    #[test]
    fn every_parameter_in_a_path_is_described() {
        let document = document();
        for (call, of) in operations(&document) {
            let wanted: BTreeSet<_> = call.split('{').skip(1).filter_map(|part| part.split('}').next()).collect();
            let parameters = of["parameters"].as_array().cloned().unwrap_or_default();
            let described: BTreeSet<_> =
                parameters.iter().filter(|one| one["in"] == "path").filter_map(|one| one["name"].as_str()).collect();
            assert_eq!(wanted, described, "{call}");
        }
    }
}
