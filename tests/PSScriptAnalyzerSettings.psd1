# For the specs. Everything else in this repository is clean under the default rules.
@{
    ExcludeRules = @(
        # What BeforeAll sets is used in each It; the rule looks at one script block at a time.
        'PSUseDeclaredVarsMoreThanAssignments'
        'PSUseUsingScopeModifierInNewRunspaces'
        'PSReviewUnusedParameter'
        # Helpers of a spec change nothing of the user's.
        'PSUseShouldProcessForStateChangingFunctions'
        # A spec calls commands as a user types them, and stands in for those that only Azure, Windows or a person has.
        'PSAvoidUsingPositionalParameters'
        'PSAvoidOverwritingBuiltInCmdlets'
        'PSAvoidAssignmentToAutomaticVariable'
        'PSAvoidUsingWriteHost'
        'PSUseSingularNouns'
        # Keys of tests are no secret.
        'PSAvoidUsingConvertToSecureStringWithPlainText'
        # Case-sensitive tables have no literal.
        'PSUseLiteralInitializerForHashtable'
    )
}
