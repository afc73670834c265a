# API 3.0 identifies a stream by push domain, path and ID: where missing parts come from, and how many requests that needs.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator
    function Set-Stream([string]$Stream, [string]$Domain, [string]$App = 'live') {
        Set-LvbEmulatorStream -Emulator $emulator -StreamId $Stream -State Live -PushDomain $Domain -AppName $App
    }
    function Get-Asked([string]$Interface = '*') { @(Get-LvbEmulatorRequest -Emulator $emulator -Interface $Interface) }
    function Get-New([int]$Before) { @(Get-Asked | Select-Object -Skip $Before) }
    function Get-FirstError([scriptblock]$Script) { try { $null = & $Script } catch { $_ } }
}

AfterAll { Disconnect-Lvb; Stop-LvbEmulator -Emulator $emulator }

Describe 'The push domain and path of a stream on API 3.0' {
    BeforeAll {
        Set-Stream cam1 push.example.com
        Set-Stream cam2 second.example.com studio
        $emulator | Connect-Lvb -Api V3
    }

    It 'pass from list to change, each stream with its own' {
        $before = (Get-Asked).Count
        $done = @(Get-LvbLiveChannel | Where-Object StreamId -Like 'cam*' | Suspend-LvbChannel -Duration 1h -PassThru)
        $places = $done | ForEach-Object { "$($_.StreamId) $($_.PushDomain)/$($_.AppName)" } | Sort-Object
        $places | Should -Be @('cam1 push.example.com/live', 'cam2 second.example.com/studio')
        $new = Get-New $before
        $new.Interface | Should -Be @('DescribeLiveStreamOnlineList', 'ForbidLiveStream', 'ForbidLiveStream')
        @($new | Where-Object Interface -EQ ForbidLiveStream | ForEach-Object Body) -join ' ' | Should -BeLike '*second.example.com*'
        $done | Resume-LvbChannel
        Set-Stream cam1 push.example.com
        Set-Stream cam2 second.example.com studio
    }

    It 'are looked up once for all streams of a command' {
        $before = (Get-Asked).Count
        $states = @('cam1', 'cam2', 'cam1', 'cam2' | Get-LvbChannelStatus)
        $states.Status | Should -Be @('Live', 'Live', 'Live', 'Live')
        $states[1].PushDomain | Should -Be 'second.example.com'
        (Get-New $before | Where-Object Interface -NE DescribeLiveStreamState).Interface | Should -Be 'DescribeLiveStreamOnlineList'
    }

    It 'need no request when they are specified' {
        $before = (Get-Asked).Count
        (Get-LvbChannelStatus cam2 -PushDomain second.example.com -AppName studio).Status | Should -Be 'Live'
        (Get-New $before).Interface | Should -Be 'DescribeLiveStreamState'
    }

    It 'come from the connection before the list' {
        $connection = Connect-Lvb -Emulator $emulator -Api V3 -PushDomain given.example.com -AppName given -PassThru
        $before = (Get-Asked).Count
        $state = Get-LvbChannelStatus cam1 -Connection $connection
        "$($state.PushDomain)/$($state.AppName)" | Should -Be 'given.example.com/given'
        (Get-New $before).Interface | Should -Be 'DescribeLiveStreamState'
        @(Get-LvbLiveChannel -Connection $connection).Count | Should -Be 2
        $emulator | Connect-Lvb -Api V3
    }

    It 'are required, with the candidates and before any change, when they are unknown' {
        $before = (Get-Asked).Count
        $failure = Get-FirstError { Suspend-LvbChannel nobody -Duration 1h -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument,*'
        "$failure" | Should -BeLike '*push.example.com*second.example.com*'
        $failure.TargetObject | Should -Be 'nobody'
        (Get-New $before).Interface | Should -Not -Contain 'ForbidLiveStream'
    }

    It 'are ambiguous for a stream ID that is live twice' {
        Set-Stream twice push.example.com
        Set-Stream twice second.example.com
        $failure = Get-FirstError { Set-LvbChannelStatus twice -Status Disconnected -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument,*'
        "$failure" | Should -BeLike '*push.example.com/live, second.example.com/live*'
        @(Get-LvbLiveChannel | Where-Object StreamId -EQ twice).Count | Should -Be 2
        $cut = Set-LvbChannelStatus twice -Status Disconnected -PushDomain second.example.com -PassThru
        $cut.PushDomain | Should -Be 'second.example.com'
        @(Get-LvbLiveChannel | Where-Object StreamId -EQ twice).PushDomain | Should -Be 'push.example.com'
    }

    It 'are sent by a list only when specified' {
        $before = (Get-Asked).Count
        @(Get-LvbLiveChannel -PushDomain second.example.com).StreamId | Should -Be 'cam2'
        @(Get-LvbLiveStat -PushDomain second.example.com).StreamId | Should -Be 'cam2'
        (Get-New $before)[0].Body | Should -BeLike '*second.example.com*'
    }
}

Describe 'The domains of an account' {
    It 'are listed by type, and offered by completion' {
        $account = Start-LvbEmulator -SampleData
        try {
            Connect-Lvb -Emulator $account -Api V3
            (Get-LvbDomain -Type Push).Name | Should -Be push.example.com
            $domains = @(Get-LvbDomain)
            $domains.Type | Should -Contain ([TencentLvb.LvbDomainType]::Play)
            $domains | Where-Object { -not $_.Enabled } | Should -BeNullOrEmpty
            $domains.Cname | Where-Object { -not $_ } | Should -BeNullOrEmpty
            $domains[0].CreateTime | Should -BeOfType 'System.DateTimeOffset'
            $line = 'Get-LvbChannelStatus x -PushDomain '
            [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText |
                Should -Be push.example.com
        }
        finally {
            Disconnect-Lvb
            Stop-LvbEmulator -Emulator $account
        }
    }
}

Describe 'The figures of many streams on API 3.0' {
    It 'need only the two list calls' {
        1..40 | ForEach-Object { Set-Stream "many$_" push.example.com }
        $emulator | Connect-Lvb -Api V3
        $before = (Get-Asked).Count
        @(1..3000 | ForEach-Object { "many$_" } | Get-LvbLiveStat) | Should -HaveCount 40
        (Get-New $before).Interface | Should -Be @('DescribeLiveStreamPushInfoList', 'DescribeAllStreamPlayInfoList')
        $before = (Get-Asked).Count
        $null = Get-LvbLiveChannel | Get-LvbLivePushStat
        @(Get-New $before).Count | Should -Be 2
    }
}

Describe 'Keys only in the environment' {
    BeforeAll {
        $names = 'TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY', 'LVB_PROFILE', 'LVB_PROFILE_PATH'
        $before = @{}
        foreach ($name in $names) {
            $before[$name] = [Environment]::GetEnvironmentVariable($name)
            [Environment]::SetEnvironmentVariable($name, $null)
        }
        $env:LVB_PROFILE_PATH = Join-Path $TestDrive none.json
        Disconnect-Lvb
    }

    AfterAll { foreach ($name in $names) { [Environment]::SetEnvironmentVariable($name, $before[$name]) } }

    AfterEach { Disconnect-Lvb; $env:TENCENTCLOUD_SECRET_ID, $env:TENCENTCLOUD_SECRET_KEY = $null, $null }

    It 'are used when nothing else connects, and a verbose message says so' {
        $env:TENCENTCLOUD_SECRET_ID, $env:TENCENTCLOUD_SECRET_KEY = 'AKIDalone', 'key'
        $said = [System.Collections.Generic.List[object]]::new()
        $null = Get-FirstError { New-LvbSignature -Verbose 4>&1 | ForEach-Object { $said.Add($_) } }
        "$said" | Should -BeLike '*API 3.0 is used*TENCENTCLOUD_SECRET_ID*'
        "$((Get-LvbConnection).Api) $((Get-LvbConnection).CredentialSource)" | Should -Be 'V3 Environment'
    }

    It 'come after the default profile' {
        $env:TENCENTCLOUD_SECRET_ID, $env:TENCENTCLOUD_SECRET_KEY = 'AKIDalone', 'key'
        $env:LVB_PROFILE_PATH = Join-Path $TestDrive some.json
        $null = Set-LvbProfile mine -AppId 4711 -Default
        (Get-FirstError { Get-LvbChannelStatus a -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike 'LvbNotConnected,*'
        $env:LVB_PROFILE_PATH = Join-Path $TestDrive none.json
    }

    It 'are named when one is missing' {
        $env:TENCENTCLOUD_SECRET_ID = 'AKIDalone'
        $failure = Get-FirstError { Get-LvbChannelStatus a -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbNotConnected,*'
        "$failure" | Should -BeLike '*but not $env:TENCENTCLOUD_SECRET_KEY*'
    }
}
