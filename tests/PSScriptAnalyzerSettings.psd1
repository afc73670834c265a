# Settings for the specs. All other scripts in this repository pass the default rules.
@{
    ExcludeRules = @(
        # Variables of BeforeAll are used in each It, but the rule checks one script block at a time.
        'PSUseDeclaredVarsMoreThanAssignments'
        'PSUseUsingScopeModifierInNewRunspaces'
        'PSReviewUnusedParameter'
        # Helper functions of a spec change nothing that belongs to the user.
        'PSUseShouldProcessForStateChangingFunctions'
        # A spec calls commands as a user types them, and replaces those that exist only in Azure or Windows, or need a person.
        'PSAvoidUsingPositionalParameters'
        'PSAvoidOverwritingBuiltInCmdlets'
        'PSAvoidAssignmentToAutomaticVariable'
        'PSAvoidUsingWriteHost'
        'PSUseSingularNouns'
        # Keys of tests are not secret.
        'PSAvoidUsingConvertToSecureStringWithPlainText'
        # Case-sensitive hashtables have no literal.
        'PSUseLiteralInitializerForHashtable'
    )
}
