macro_rules! problems {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// A field problem, or one way of several in which it shows.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub(in crate::dialect) enum Problem {
            $($(#[$doc])* $variant,)+
        }

        /// Every problem, with the name that selects it.
        pub(super) const ALL: &[(Problem, &str)] = &[$((Problem::$variant, $name),)+];
    };
}

// In the order of their numbers. Each has a row in the contract, and a hook.
problems! {
    /// An event is sent again as it was.
    RepeatedEvent = "F1",
}
