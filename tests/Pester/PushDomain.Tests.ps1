# Where a stream is pushed: specified for the command, or by each object of the pipeline; on both services. What API 3.0 looks up otherwise:
# PushDomainApi3.Tests.ps1.
BeforeDiscovery { . $PSScriptRoot/Services.ps1 }

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Services.ps1
    $emulator = Start-LvbEmulator -SampleData

    # The domain and the path in the requests of an interface, as domain/path, and the streams.
    function Get-Place($Interface) {
        foreach ($request in Get-LvbEmulatorRequest -Emulator $emulator -Interface $Interface) {
            $sent = Get-Sent $request
            if ($Api -eq 'V2') { [pscustomobject]@{ StreamId = $sent.channel_id; Place = "$($sent.domain)/$($sent.path)" } }
            else { [pscustomobject]@{ StreamId = $sent.StreamName; Place = "$($sent.DomainName)/$($sent.AppName)" } }
        }
    }

    $mixed = @(
        [pscustomobject]@{ StreamId = '8888_news'; PushDomain = 'a.example.com'; AppName = 'first' }
        [pscustomobject]@{ StreamId = '8888_sports'; PushDomain = $null; AppName = $null }
        [pscustomobject]@{ StreamId = '8888_studio'; PushDomain = 'b.example.com' }
        [pscustomobject]@{ StreamId = '8888_concert'; PushDomain = ''; AppName = ' ' }
        [pscustomobject]@{ StreamId = '8888_lobby'; Domain = 'c.example.com'; AppName = 'third' }
        '8888_lecture'
    )

    # API 2.0 needs neither. API 3.0 needs both, and looks up what is missing.
    $expected = @{
        V2 = @{
            '8888_news' = 'a.example.com/first'; '8888_sports' = '/'; '8888_studio' = 'b.example.com/'
            '8888_concert' = '/'; '8888_lobby' = 'c.example.com/third'; '8888_lecture' = '/'
        }
        V3 = @{
            '8888_news' = 'a.example.com/first'; '8888_sports' = 'push.example.com/live'; '8888_studio' = 'b.example.com/live'
            '8888_concert' = 'push.example.com/live'; '8888_lobby' = 'c.example.com/third'; '8888_lecture' = 'push.example.com/live'
        }
    }
}

AfterAll { $emulator | Stop-LvbEmulator }

Describe 'The push domain and path of a stream on <Service>' -ForEach $services {
    BeforeAll { Connect-Lvb -Emulator $emulator -Api $Api }

    It 'arrive with each object, and stay with it: <Name>, -ThrottleLimit <Limit>' -ForEach @(
        foreach ($limit in 1, 8) {
            @{ Name = 'Set-LvbChannelStatus'; Limit = $limit; Job = 'Allow'; Arguments = @{ Status = 'Enabled' } }
            @{ Name = 'Start-LvbTape'; Limit = $limit; Job = 'StartTape'; Arguments = @{ Duration = "1${limit}m"; FileFormat = 'mp4' } }
        }
    ) {
        $before = @(Get-Place $Wire.$Job).Count
        $null = $mixed | & $Name @Arguments -ThrottleLimit $Limit -ErrorAction SilentlyContinue
        $places = @(Get-Place $Wire.$Job | Select-Object -Skip $before)
        $places | Should -HaveCount $mixed.Count
        foreach ($one in $places) { $one.Place | Should -Be $expected[$Api][$one.StreamId] -Because $one.StreamId }
    }

    It 'are specified for all under every name: <_>' -ForEach 'PushDomain', 'Domain', 'DomainName' {
        $where = @{ $_ = 'given.example.com' }
        '8888_news' | Set-LvbChannelStatus -Status Enabled @where -AppName given
        @(Get-Place $Wire.Allow)[-1].Place | Should -Be 'given.example.com/given'
    }

    It 'come from the connection when not specified, only for changes' {
        $connection = Connect-Lvb -Emulator $emulator -Api $Api -PushDomain ours.example.com -AppName our -PassThru
        Set-LvbChannelStatus 8888_news -Status Enabled -Connection $connection
        @(Get-Place $Wire.Allow)[-1].Place | Should -Be 'ours.example.com/our'
        $null = Start-LvbTape 8888_weather -Duration 10m -FileFormat mp4 -PushDomain given.example.com -Connection $connection
        @(Get-Place $Wire.StartTape)[-1].Place | Should -Be 'given.example.com/our'
        $null = Get-LvbLiveStat -Connection $connection
        $null = Get-LvbLiveChannel -Connection $connection
        @(Get-LvbTapeFile 8888_news -Connection $connection) | Should -HaveCount 13
        foreach ($list in $Wire.LiveStat, $Wire.LiveList, $Wire.TapeFiles) {
            $sent = Get-Sent @(Get-LvbEmulatorRequest -Emulator $emulator -Interface $list)[-1]
            $sent.push_domain, $sent.PushDomain, $sent.DomainName, $sent.AppName, $sent.StreamDomains, $sent.StreamPaths |
                Where-Object { $_ } | Should -BeNullOrEmpty
        }
        Connect-Lvb -Emulator $emulator -Api $Api
    }
}

Describe 'The push domain and path on API 2.0' {
    BeforeAll {
        Connect-Lvb -Emulator $emulator
        function Get-Query($Interface) { Get-LvbEmulatorRequest -Emulator $emulator -Interface $Interface | ForEach-Object Query }
    }

    It 'select live streams' {
        $null = Get-LvbLiveStat -PushDomain given.example.com -PlayDomain play.example.com
        @(Get-Query Get_LiveStat)[-1] | Should -BeLike '*push_domain=given.example.com*pull_domain=play.example.com*'
        $null = [pscustomobject]@{ StreamId = '8888_news'; PushDomain = 'a.example.com' }, '8888_sports' |
            Get-LvbLivePushStat -ThrottleLimit 1
        @(Get-Query Get_LivePushStat)[-2] | Should -BeLike '*stream_id=8888_news*push_domain=a.example.com*'
        @(Get-Query Get_LivePushStat)[-1] | Should -Not -BeLike '*push_domain*'
    }

    It 'have no effect elsewhere, which a verbose message says: <Command>' -ForEach @(
        @{ Command = 'Get-LvbChannelStatus 8888_news -PushDomain a.example.com -AppName live'; Named = '-PushDomain or -AppName' }
        @{ Command = 'Get-LvbLiveStat -AppName live'; Named = '-AppName' }
        @{ Command = 'Get-LvbLiveChannel -PushDomain a.example.com'; Named = '-PushDomain' }
        @{ Command = 'Get-LvbChannel -First 1 -PushDomain a.example.com'; Named = '-PushDomain' }
        @{ Command = 'Get-LvbTapeFile 8888_news -AppName live'; Named = '-AppName' }
        @{ Command = 'Get-LvbLivePushStatHistory 8888_news -AppName live'; Named = '-AppName' }
        @{ Command = 'Set-LvbChannelDelay 8888_news 0s -PushDomain a.example.com'; Named = '-PushDomain' }
        @{ Command = 'Resume-LvbChannel 8888_news -PushDomain a.example.com'; Named = '-PushDomain' }
        @{ Command = 'Suspend-LvbChannel 8888_lobby -Duration 1h -PushDomain a.example.com'; Named = '-PushDomain' }
        @{ Command = 'Set-LvbChannelStatus 8888_news Enabled -Reason "over"'; Named = '-Reason' }
    ) {
        $said = @(& ([scriptblock]::Create("$Command -Verbose")) 4>&1 |
            Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object { "$_" })
        $said | Should -Contain "API 2.0 does not use $Named for this call."
        $Command -replace ' -(PushDomain|AppName|Reason) \S+' | ForEach-Object { & ([scriptblock]::Create("$_ -Verbose")) 4>&1 } |
            Where-Object { $_ -like '*does not use*' } | Should -BeNullOrEmpty
    }
}

Describe 'The play domain on <Service>' -ForEach $services {
    BeforeAll {
        Connect-Lvb -Emulator $emulator -Api $Api
        function Get-LastSent($Interface) { Get-Sent @(Get-LvbEmulatorRequest -Emulator $emulator -Interface $Interface)[-1] }
    }

    It 'has the names of both interfaces: -<_>' -ForEach 'PlayDomain', 'PullDomain', 'Domain' {
        $where = @{ $_ = 'play.example.com' }
        $null = Get-LvbLivePlayStatHistory 8888_news @where
        $name = @{ V2 = 'domain'; V3 = 'PlayDomain' }[$Api]
        (Get-LastSent $Wire.PlayHistory).$name | Should -Be 'play.example.com'
    }

    It 'is a property of the figures' {
        (Get-LvbLivePlayStatHistory 8888_news -PlayDomain play.example.com -Summary).PlayDomain | Should -Be 'play.example.com'
    }

    It 'filters live playback under both names: -<_>' -ForEach 'PlayDomain', 'PullDomain' {
        $where = @{ $_ = 'play.example.com' }
        $null = Get-LvbLivePlayStat @where
        $name = @{ V2 = 'pull_domain'; V3 = 'PlayDomains' }[$Api]
        (Get-LastSent $Wire.PlayStat).$name | Should -Be 'play.example.com'
    }
}
