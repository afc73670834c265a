# For the specs. Everything else in this repository is clean under the default rules.
@{
    ExcludeRules = @(
        # What BeforeAll sets is used in each It; the rule looks at one script block at a time.
        'PSUseDeclaredVarsMoreThanAssignments'
        # Helpers of a spec change nothing of the user's.
        'PSUseShouldProcessForStateChangingFunctions'
        # A spec calls commands as a user types them.
        'PSAvoidUsingPositionalParameters'
        'PSUseSingularNouns'
        # Stand-ins for commands that the bare engine does not have.
        'PSAvoidOverwritingBuiltInCmdlets'
        'PSReviewUnusedParameter'
        'PSUseSupportsShouldProcess'
        # The runner has the parameter names of Pester.
        'PSAvoidAssignmentToAutomaticVariable'
        'PSAvoidGlobalVars'
        'PSProvideCommentHelp'
    )
}
