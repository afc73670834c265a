# Where a stream is pushed: given for the command, or brought along by each object of the pipeline.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator -SampleData
    Connect-Lvb -Emulator $emulator

    function Get-Query($Interface) { Get-LvbEmulatorRequest -Emulator $emulator | Where-Object Interface -EQ $Interface |
        ForEach-Object Query }

    $mixed = @(
        [pscustomobject]@{ StreamId = '8888_news'; PushDomain = 'a.example.com'; AppName = 'first' }
        [pscustomobject]@{ StreamId = '8888_sports'; PushDomain = $null; AppName = $null }
        [pscustomobject]@{ StreamId = '8888_studio'; PushDomain = 'b.example.com' }
        [pscustomobject]@{ StreamId = '8888_concert'; PushDomain = ''; AppName = ' ' }
        [pscustomobject]@{ StreamId = '8888_lobby'; Domain = 'c.example.com'; AppName = 'third' }
        '8888_lecture'
    )
    $expected = @{
        '8888_news' = '&Param.s.path=first&' +
            'Param.s.domain=a.example.com&'; '8888_sports' = ''; '8888_studio' = '&Param.s.domain=b.example.com&'
        '8888_concert' = ''; '8888_lobby' = '&Param.s.path=third&Param.s.domain=c.example.com&'; '8888_lecture' = ''
    }
}

AfterAll { $emulator | Stop-LvbEmulator }

Describe 'The push domain and path of a stream' {
    It 'come with each object, and stay with it: <Name>, -ThrottleLimit <Limit>' -ForEach @(
        foreach ($limit in 1, 8) {
            @{ Name = 'Set-LvbChannelStatus'; Limit = $limit; Interface = 'Live_Channel_SetStatus'; Arguments = @{ Status = 'Enabled' } }
            @{ Name = 'Start-LvbTape'; Limit = $limit; Interface = 'Live_Tape_Start'; Arguments = @{ Duration = '10m' } }
        }
    ) {
        $before = @(Get-Query $Interface).Count
        $null = $mixed | & $Name @Arguments -ThrottleLimit $Limit
        $queries = @(Get-Query $Interface) | Select-Object -Skip $before
        $queries | Should -HaveCount $mixed.Count
        foreach ($id in $expected.Keys) {
            $query = $queries -like "*channel_id=$id&*"
            if ($expected[$id]) { $query | Should -BeLike "*$($expected[$id])*" }
            else { $query | Should -Not -Match 'Param\.s\.(domain|path)=' }
            if ($id -eq '8888_studio') { $query | Should -Not -Match 'Param\.s\.path=' }
        }
    }

    It 'are given for all under every name: <_>' -ForEach 'PushDomain', 'Domain', 'DomainName' {
        $where = @{ $_ = 'given.example.com' }
        '8888_news' | Set-LvbChannelStatus -Status Enabled @where -AppName given
        @(Get-Query Live_Channel_SetStatus)[-1] | Should -BeLike '*&Param.s.path=given&Param.s.domain=given.example.com&*'
    }

    It 'come from the connection where nothing is given, for changes alone' {
        $connection = Connect-Lvb -Emulator $emulator -PushDomain ours.example.com -AppName our -PassThru
        Set-LvbChannelStatus 8888_news -Status Enabled -Connection $connection
        @(Get-Query Live_Channel_SetStatus)[-1] | Should -BeLike '*&Param.s.path=our&Param.s.domain=ours.example.com&*'
        $null = Start-LvbTape 8888_news -Duration 10m -PushDomain given.example.com -Connection $connection
        @(Get-Query Live_Tape_Start)[-1] | Should -BeLike '*&Param.s.path=our&*Param.s.domain=given.example.com&*'
        $null = Get-LvbLiveStat -Connection $connection
        @(Get-Query Get_LiveStat)[-1] | Should -Not -BeLike '*push_domain*'
        Connect-Lvb -Emulator $emulator
    }

    It 'select live streams' {
        $null = Get-LvbLiveStat -PushDomain given.example.com -PlayDomain play.example.com
        @(Get-Query Get_LiveStat)[-1] | Should -BeLike '*push_domain=given.example.com*pull_domain=play.example.com*'
        $null = [pscustomobject]@{ StreamId = '8888_news'; PushDomain = 'a.example.com' }, '8888_sports' |
            Get-LvbLivePushStat -ThrottleLimit 1
        @(Get-Query Get_LivePushStat)[-2] | Should -BeLike '*stream_id=8888_news*push_domain=a.example.com*'
        @(Get-Query Get_LivePushStat)[-1] | Should -Not -BeLike '*push_domain*'
    }

    It 'have no use in API 2.0 elsewhere, which a verbose line says: <Command>' -ForEach @(
        @{ Command = 'Get-LvbChannelStatus 8888_news -PushDomain a.example.com -AppName live'; Named = '-PushDomain and -AppName' }
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
        $said | Should -Contain "API 2.0 has no use for $Named here."
        $Command -replace ' -(PushDomain|AppName|Reason) \S+' | ForEach-Object { & ([scriptblock]::Create("$_ -Verbose")) 4>&1 } |
            Where-Object { $_ -like '*no use for*' } | Should -BeNullOrEmpty
    }
}

Describe 'The play domain' {
    It 'has the names of both interfaces: -<_>' -ForEach 'PlayDomain', 'PullDomain', 'Domain' {
        $where = @{ $_ = 'play.example.com' }
        $null = Get-LvbLivePlayStatHistory 8888_news @where
        @(Get-Query Get_LivePlayStatHistory)[-1] | Should -BeLike '*domain=play.example.com*'
    }

    It 'is what a figure tells' {
        (Get-LvbLivePlayStatHistory 8888_news -PlayDomain play.example.com -Summary).PlayDomain | Should -Be 'play.example.com'
    }

    It 'filters live playback under both names' {
        $null = Get-LvbLivePlayStat -PullDomain play.example.com
        @(Get-Query Get_LivePlayStat)[-1] | Should -BeLike '*pull_domain=play.example.com*'
    }
}
