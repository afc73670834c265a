# What the emulator accepts for API 3.0. tests/Unit/Emulator/Api3 tests its responses byte by byte.

# The types of the module are needed at discovery.
BeforeDiscovery { . $PSScriptRoot/Common.ps1 }

BeforeAll { . $PSScriptRoot/Common.ps1 }

AfterAll { Stop-LvbEmulator }

Describe 'Start-LvbEmulator for API 3.0' {
    AfterEach { Stop-LvbEmulator; Disconnect-Lvb }

    It 'creates a new SecretId each time, and shows no key' {
        $one = Start-LvbEmulator
        $other = Start-LvbEmulator -SecretKey (ConvertTo-TestKey 'canary-key')
        $one.SecretId | Should -Match '^AKID[A-Za-z0-9]{32}$'
        $other.SecretId | Should -Not -Be $one.SecretId
        $one.Site | Should -Be 'China'
        ($other | Format-List * | Out-String) | Should -Not -Match 'canary|SecureString'
    }

    It 'accepts a specified key and site' {
        $emulator = Start-LvbEmulator -SecretId AKIDtest1 -SecretKey (ConvertTo-TestKey) -Site International
        $emulator.SecretId | Should -Be 'AKIDtest1'
        $emulator.Site | Should -Be 'International'
    }

    It 'refuses <Why>' -ForEach @(
        @{ Why = 'a SecretId of other characters'; Arguments = @{ SecretId = 'AKID-1' } }
        @{ Why = 'an empty SecretKey'; Arguments = @{ SecretKey = [System.Security.SecureString]::new() } }
        @{ Why = 'a negative delay of files'; Arguments = @{ FileDelay = '-1s' } }
        @{ Why = 'a delay of files of more than a day'; Arguments = @{ FileDelay = '25h' } }
        @{ Why = 'an invalid site'; Arguments = @{ Site = [Enum]::ToObject([TencentLvb.LvbSite], 7) } }
        @{ Why = 'an ErrorCode without a code'; Arguments = @{ Fault = @{ Kind = 'ErrorCode' } } }
        @{ Why = 'a code of another fault'; Arguments = @{ Fault = @{ Kind = 'Http500'; Code = 'InternalError' } } }
    ) {
        { Start-LvbEmulator @Arguments } | Should -Throw -ErrorId 'LvbInvalidArgument*'
    }

    It 'records a request by its action, with its response' {
        $emulator = Start-LvbEmulator
        $root = [uri]::new($emulator.Uri, '/')
        $headers = @{ 'X-TC-Action' = 'DescribeLiveDomains'; 'X-TC-Version' = '2018-08-01' }
        $answer = Invoke-RestMethod -Uri $root -Method Post -Headers $headers -Body '{}' -ContentType 'application/json'
        $answer.Response.Error.Code | Should -Be 'AuthFailure.InvalidAuthorization'
        $request = Get-LvbEmulatorRequest -Interface Describe*
        $request.Interface | Should -Be 'DescribeLiveDomains'
        $request.Service | Should -Be 'live'
        $request.Answer | Should -Be 'AuthFailure.InvalidAuthorization'
        $request.RequestId | Should -Be $answer.Response.RequestId
        "$request" | Should -Be 'POST DescribeLiveDomains -> AuthFailure.InvalidAuthorization'
    }
}

Describe 'Set-LvbEmulatorStream for API 3.0' {
    BeforeAll { Start-LvbEmulator -SampleData | Connect-Lvb }
    AfterAll { Stop-LvbEmulator; Disconnect-Lvb }

    It 'creates a push that started earlier, with its history' {
        Set-LvbEmulatorStream early -State Live -Online 7 -Since ([DateTimeOffset]::Now.AddMinutes(-10))
        $now = [DateTimeOffset]::Now
        @(Get-LvbLivePlayStatHistory early -StartTime $now.AddMinutes(-8) -EndTime $now.AddMinutes(-2)).Count | Should -BeGreaterOrEqual 5
    }

    It 'refuses a time that <Why>' -ForEach @(
        @{ Why = 'is in the future'; Minutes = 5 }
        @{ Why = 'is more than three days ago'; Minutes = -4321 }
    ) {
        $since = [DateTimeOffset]::Now.AddMinutes($Minutes)
        { Set-LvbEmulatorStream other -State Live -Since $since } | Should -Throw -ErrorId 'LvbInvalidArgument*'
    }

    It 'refuses a change before the last one, for that stream' {
        Set-LvbEmulatorStream late -State Live
        $problem = $null
        $past = [DateTimeOffset]::Now.AddMinutes(-5)
        Set-LvbEmulatorStream late, fine -State NoInput -Since $past -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
        $problem[0].TargetObject | Should -Be 'late'
        (Get-LvbChannelStatus late).Status | Should -Be 'Live'
    }

    It 'accepts the push domain and the path from the pipeline' {
        [pscustomobject]@{ StreamId = 'piped'; PushDomain = 'push2.example.com'; AppName = 'stage' } | Set-LvbEmulatorStream -State Live
        @(Get-LvbLivePushStat -PushDomain push2.example.com).StreamId | Should -Be 'piped'
    }
}
