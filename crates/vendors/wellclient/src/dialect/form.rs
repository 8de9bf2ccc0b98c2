use super::percent;

/// What a login form says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Credentials {
    /// The job number.
    pub(super) username: String,
    /// The password.
    pub(super) password: String,
    /// The domain.
    pub(super) namespace: String,
}

/// Returns every way in which a login form can be read, the most literal first.
///
/// The client sends the form unencoded (dossier §3), so that a password `a+b&c=d%` stands in it as it
/// is; other clients encode it. Both are right, and the password decides which was meant.
pub(super) fn readings(form: &str) -> Vec<Credentials> {
    let mut readings = Vec::new();
    if let Some(raw) = raw(form) {
        let decoded = Credentials {
            username: percent::decode(&raw.username).into_owned(),
            password: percent::decode(&raw.password).into_owned(),
            namespace: percent::decode(&raw.namespace).into_owned(),
        };
        readings.extend([raw, decoded]);
    }
    readings.extend(encoded(form));
    readings
}

/// Reads the form by the names alone, in the client's order.
fn raw(form: &str) -> Option<Credentials> {
    let rest = form.strip_prefix("username=")?;
    let (username, rest) = rest.split_once("&password=")?;
    let (password, namespace) = rest.rsplit_once("&namespace=")?;
    Some(Credentials {
        username: username.to_owned(),
        password: password.to_owned(),
        namespace: namespace.to_owned(),
    })
}

/// Reads the form as `application/x-www-form-urlencoded`, in any order.
fn encoded(form: &str) -> Option<Credentials> {
    let value = |wanted: &str| {
        form.split('&')
            .filter_map(|pair| pair.split_once('='))
            .find(|(name, _)| *name == wanted)
            .map(|(_, value)| percent::decode(&value.replace('+', " ")).into_owned())
    };
    Some(Credentials {
        username: value("username")?,
        password: value("password")?,
        namespace: value("namespace")?,
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::as_the_client_sends_it("username=5001&password=a+b&c=d%&namespace=test.cc")]
    #[case::encoded("username=5001&password=a%2Bb%26c%3Dd%25&namespace=test.cc")]
    #[case::encoded_in_another_order("namespace=test.cc&password=a%2Bb%26c%3Dd%25&username=5001")]
    fn one_reading_has_the_password_that_was_meant(#[case] form: &str) {
        let wanted = Credentials {
            username: "5001".to_owned(),
            password: "a+b&c=d%".to_owned(),
            namespace: "test.cc".to_owned(),
        };

        assert!(readings(form).contains(&wanted), "{:?}", readings(form));
    }

    #[rstest]
    #[case::nothing("")]
    #[case::json(r#"{"username":"5001"}"#)]
    #[case::no_namespace("username=5001&password=123456")]
    fn a_form_without_its_fields_has_no_reading(#[case] form: &str) {
        assert_eq!(readings(form), []);
    }
}
