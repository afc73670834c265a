BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'The module' {
    It 'is imported from where it was staged' {
        (Get-Module -Name TencentLvb).ModuleBase | Should -BeLike '*TencentLvb'
    }
}
