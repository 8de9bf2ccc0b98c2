/// What an environment of `useConfig` changes besides its hosts (dossier §2).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Preset {
    /// Its name.
    pub(super) name: &'static str,
    /// The path of the TPI login.
    pub(super) login_path: &'static str,
    /// What stands before REST and WebSocket paths.
    pub(super) sdk_path: &'static str,
    /// Whether ringing calls are answered by themselves.
    pub(super) auto_answer: bool,
}

/// Returns an environment; the SDK ignores unknown names.
pub(super) fn preset(name: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.name == name)
}

const fn with(name: &'static str, login_path: &'static str) -> Preset {
    Preset {
        name,
        login_path,
        sdk_path: "",
        auto_answer: true,
    }
}

const fn manual(preset: Preset) -> Preset {
    Preset {
        auto_answer: false,
        ..preset
    }
}

const PRESETS: [Preset; 22] = [
    with("superCluster", "/login"),
    with("STRESS-TEST", "/login"),
    with("STRESS2-TEST", "/login"),
    with("CMB-PRO2", "/login"),
    with("CMB-PRO-443", "/login"),
    with("OUR-DEV", "/login"),
    with("OUR-TEST", "/login"),
    with("OUR-TEST-SDK", "/login"),
    manual(with("AWS-PRO", "/login")),
    with("TIANAN", "/login"),
    with("CMB-PRO", "/loginTrusted"),
    with("CMB-TEST", "/loginTrusted"),
    with("CMB-DEV", "/loginTrusted"),
    with("CMB-UAT", "/loginTrusted"),
    with("CMB-INNER", "/loginTrusted"),
    with("iPRD-INNER", "/loginTrusted"),
    with("POC", "/api/security/login"),
    manual(with("SUN-INNER", "/api/security/login")),
    manual(with("TX", "/api/security/login")),
    with("IPRD", "/api/security/login"),
    with("CMB-OFFICE", "/api/security/loginTrusted"),
    Preset {
        name: "AWS-HTTPS",
        login_path: "/agent/login",
        sdk_path: "/sdk",
        auto_answer: false,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_cmb_pro2_and_not_the_name_in_the_quick_start() {
        assert_eq!(preset("CMB-PRO2").unwrap().login_path, "/login");
        assert_eq!(preset("CMB-PRD2"), None);
    }

    #[test]
    fn four_environments_do_not_answer_by_themselves() {
        let manual: Vec<_> = PRESETS
            .iter()
            .filter(|preset| !preset.auto_answer)
            .map(|preset| preset.name)
            .collect();

        assert_eq!(manual, ["AWS-PRO", "SUN-INNER", "TX", "AWS-HTTPS"]);
    }
}
