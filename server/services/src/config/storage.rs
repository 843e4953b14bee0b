//! Where bytes are kept: `STORAGE_URL`, and for S3 the usual `AWS_*`.

use super::read::Vars;
use crate::Secret;
use std::path::{Path, PathBuf};

/// Where bytes are kept.
#[derive(Clone, PartialEq, Eq)]
pub enum Storage {
    /// `file://…`
    Folder(PathBuf),
    /// `s3://…`
    S3(Bucket),
}

/// A bucket, and how it is reached.
#[derive(Clone, PartialEq, Eq)]
pub struct Bucket {
    /// `s3://NAME/…`
    pub name: String,
    /// `s3://…/PREFIX`, in front of every key; may be empty.
    pub prefix: String,
    /// `AWS_REGION`.
    pub region: String,
    /// `AWS_ENDPOINT_URL`: a store other than Amazon's, with the bucket in the path. Whoever downloads has to reach it as well.
    pub endpoint: Option<String>,
    /// `AWS_ACCESS_KEY_ID`.
    pub key_id: String,
    /// `AWS_SECRET_ACCESS_KEY`.
    pub secret: Secret,
    /// `AWS_SESSION_TOKEN`, of keys that end.
    pub token: Option<Secret>,
}

pub(super) fn read(vars: &mut Vars, data_dir: &Path) -> Storage {
    let Some(url) = vars.text("STORAGE_URL") else { return Storage::Folder(data_dir.join("objects")) };
    if let Some(folder) = url.strip_prefix("file://").filter(|folder| !folder.is_empty()) {
        return Storage::Folder(PathBuf::from(folder));
    }
    match url.strip_prefix("s3://").map(|rest| rest.split_once('/').unwrap_or((rest, ""))) {
        Some((name, prefix)) if !name.is_empty() => Storage::S3(bucket(vars, name, prefix.trim_matches('/'))),
        _ => {
            vars.fault("STORAGE_URL: use file:///folder or s3://bucket/prefix, or leave it unset for a folder in the data dir.");
            Storage::Folder(data_dir.join("objects"))
        }
    }
}

fn bucket(vars: &mut Vars, name: &str, prefix: &str) -> Bucket {
    let endpoint = vars.text("AWS_ENDPOINT_URL");
    if endpoint.as_ref().is_some_and(|url| !url.starts_with("https://") && !url.starts_with("http://")) {
        vars.fault("AWS_ENDPOINT_URL: it has to begin with https:// (or http://, for a store on your own network).");
    }
    let region = match (vars.text("AWS_REGION"), &endpoint) {
        (Some(region), _) => region,
        // Other stores have one region, and take this name for it.
        (None, Some(_)) => "us-east-1".to_owned(),
        (None, None) => vars.required("AWS_REGION", "the region of the bucket, such as eu-central-1"),
    };
    Bucket {
        name: name.to_owned(),
        prefix: prefix.to_owned(),
        region,
        endpoint,
        key_id: vars.required("AWS_ACCESS_KEY_ID", "a key that may read, write, list and delete in the bucket"),
        secret: vars.required("AWS_SECRET_ACCESS_KEY", "the secret of that key").into(),
        token: vars.secret("AWS_SESSION_TOKEN"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    const KEYS: [(&str, &str); 2] = [("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE"), ("AWS_SECRET_ACCESS_KEY", "hush-hush")];

    fn storage(vars: &[(&str, &str)]) -> Result<Storage, Vec<String>> {
        let var = |name: &str| vars.iter().chain(&KEYS).find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        Config::from_vars(var).map(|config| config.storage)
    }

    fn s3(vars: &[(&str, &str)]) -> Bucket {
        match storage(vars).unwrap_or_else(|faults| panic!("{faults:?}")) {
            Storage::S3(bucket) => bucket,
            Storage::Folder(folder) => panic!("{}", folder.display()),
        }
    }

    #[test]
    fn a_folder_is_what_there_is_without_a_word() {
        assert!(storage(&[]) == Ok(Storage::Folder("./data/objects".into())));
        assert!(storage(&[("STORAGE_URL", "file:///srv/objects")]) == Ok(Storage::Folder("/srv/objects".into())));
        for nonsense in ["file://", "s3://", "s3:///prefix", "gs://bucket", "/srv/objects"] {
            let faults = storage(&[("STORAGE_URL", nonsense)]).err().unwrap_or_default();
            assert!(faults.first().is_some_and(|fault| fault.starts_with("STORAGE_URL: use")), "{nonsense}");
        }
    }

    #[test]
    fn a_bucket_has_its_prefix_region_and_endpoint() {
        let amazon = s3(&[("STORAGE_URL", "s3://resumes/a/b/"), ("AWS_REGION", "eu-central-1")]);
        assert_eq!((amazon.name.as_str(), amazon.prefix.as_str(), amazon.region.as_str()), ("resumes", "a/b", "eu-central-1"));
        let own = s3(&[("STORAGE_URL", "s3://resumes"), ("AWS_ENDPOINT_URL", "http://127.0.0.1:9000")]);
        assert_eq!((own.prefix.as_str(), own.region.as_str()), ("", "us-east-1"));
    }

    #[test]
    fn all_that_a_bucket_lacks_is_said_at_once() {
        let var = |name: &str| [("STORAGE_URL", "s3://resumes")].iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        let faults = Config::from_vars(var).expect_err("three faults");
        let named: Vec<_> = faults.iter().filter_map(|fault| fault.split_once(':')).map(|(name, _)| name).collect();
        assert_eq!(named, ["AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]);
    }
}
