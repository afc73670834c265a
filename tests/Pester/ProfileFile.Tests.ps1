# The profile file when it is damaged, or was edited by hand.
BeforeAll { . $PSScriptRoot/OwnProfiles.ps1 }

AfterAll { Restore-Profile }

Describe 'Profiles' {
    BeforeEach {
        Remove-Item -LiteralPath $path -ErrorAction Ignore
        $env:LVB_PROFILE = ''
    }

    Context 'A damaged file' {
        It 'is reported by name and never overwritten: <Kind>' -ForEach @(
            @{ Kind = 'not JSON'; Text = '{ "version": 1, "profiles": {' }
            @{ Kind = 'not an object'; Text = '[1]' }
            @{ Kind = 'no version'; Text = '{ "profiles": {} }' }
            @{ Kind = 'of a later version'; Text = '{ "version": 2, "profiles": {} }' }
            @{ Kind = 'a version as text'; Text = '{ "version": "1", "profiles": {} }' }
            @{ Kind = 'no profiles'; Text = '{ "version": 1 }' }
            @{ Kind = 'a profile that is a number'; Text = '{ "version": 1, "profiles": { "a": 5 } }' }
            @{ Kind = 'an APPID as text'; Text = '{ "version": 1, "profiles": { "a": { "appId": "5" } } }' }
            @{ Kind = 'an invalid address'; Text = '{ "version": 1, "profiles": { "a": { "appId": 5, "endpoint": "nowhere" } } }' }
            @{ Kind = 'a duplicate name'; Text = '{ "version": 1, "profiles": { "a": { "appId": 5 }, "a": { "appId": 6 } } }' }
        ) {
            $null = New-Item -Path $path -Force -Value $Text
            foreach ($try in { Get-LvbProfile }, { Set-LvbProfile new -AppId 1 }, { Remove-LvbProfile a }, { Connect-Lvb -ProfileName a },
                { Get-LvbChannelStatus x }) {
                $failure = Get-FirstError $try
                $failure.FullyQualifiedErrorId | Should -BeLike 'LvbProfileInvalid,*'
                $failure.CategoryInfo.Category | Should -Be 'InvalidData'
                $failure.Exception.Message | Should -BeLike "*$path*"
            }
            Get-Content -LiteralPath $path -Raw | Should -Be $Text
        }
    }

    Context 'A file edited by hand' {
        BeforeEach {
            $null = New-Item -Path $path -Force -Value (('{ "version": 1, "default": "zzz", "profiles": { "a": { "AppId": 5, ' +
                '"secretname": ') +
                '"LvbKey", "colour": "red" } } }')
        }

        It 'names the default profile that does not exist' {
            foreach ($try in { Get-LvbChannelStatus x }, { Get-LvbProfile -Default }) {
                $failure = Get-FirstError $try
                $failure.FullyQualifiedErrorId | Should -BeLike 'LvbProfileNotFound,*'
                $failure.Exception.Message | Should -BeLike "*'zzz'*default*"
            }
            (Get-LvbProfile).SecretName | Should -Be 'LvbKey'
        }

        It 'reports fields without effect in a verbose message' {
            $said = Get-LvbProfile a -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
            "$said" | Should -BeLike "*'colour' in the profile 'a'*no effect*"
        }

        It 'refuses a relative $env:LVB_PROFILE_PATH' {
            $env:LVB_PROFILE_PATH = 'profiles.json'
            try { (Get-FirstError { Get-LvbProfile }).FullyQualifiedErrorId | Should -BeLike 'LvbProfileInvalid,*' }
            finally { $env:LVB_PROFILE_PATH = $path }
        }

        It 'refuses a name that cannot be shown: <Kind>' -ForEach @(
            @{ Kind = 'an escape'; Name = "a$([char]27)[31m" }
            @{ Kind = 'two lines'; Name = "a`nb" }
            @{ Kind = 'a leading space'; Name = ' a' }
            @{ Kind = 'a trailing space'; Name = 'a ' }
        ) {
            (Get-FirstError { Set-LvbProfile $Name -AppId 1 }).FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument,*'
        }
    }
}
