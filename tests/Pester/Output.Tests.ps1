BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator -SampleData
    Connect-Lvb -Emulator $emulator

    # The completions at the end of a command.
    function Get-Completion([string]$Line) {
        @([System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches)
    }
}

AfterAll {
    Disconnect-Lvb
    $emulator | Stop-LvbEmulator
}

Describe 'Completion' {
    It 'queries live streams when this session has seen none' {
        $runspace = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2())
        $runspace.Open()
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        $null = $shell.AddScript({
            param($module, $emulator)
            Import-Module $module
            Connect-Lvb -Emulator $emulator
            $line = 'Get-LvbChannelStatus '
            [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches |
                ForEach-Object CompletionText
        }).AddArgument((Get-Module TencentLvb).ModuleBase + '/TencentLvb.psd1').AddArgument($emulator)
        try { $offered = @($shell.Invoke()) }
        finally { $shell.Dispose(); $runspace.Dispose() }
        $offered | Should -Contain '8888_news'
    }

    It 'offers the streams that this session has seen, with their latest state' {
        $null = Get-LvbChannelStatus 8888_lobby
        $offered = Get-Completion 'Suspend-LvbChannel -StreamId 8888_lo'
        $offered[0].CompletionText | Should -Be '8888_lobby'
        $offered[0].ToolTip | Should -BeLike '8888_lobby: NoInput, *'
    }

    It 'finds a stream by part of its name' {
        $null = Get-LvbChannelStatus 8888_lobby
        (Get-Completion 'Get-LvbChannelStatus lobby')[0].CompletionText | Should -Be '8888_lobby'
    }

    It 'quotes names that PowerShell would misread' {
        Set-LvbEmulatorStream "odd id'x" -State Live
        $null = Get-LvbChannelStatus "odd id'x"
        (Get-Completion 'Get-LvbChannelStatus odd')[0].CompletionText | Should -Be "'odd id''x'"
    }

    It 'offers interfaces, with what to do when a call fails' {
        $offered = Get-Completion 'Invoke-LvbApi Live_Tape_'
        $offered | ForEach-Object CompletionText | Should -Contain 'Live_Tape_Start'
        ($offered | Where-Object CompletionText -eq Live_Tape_Start).ToolTip | Should -BeLike '*at most once'
    }

    It 'offers profiles and the secrets they name' {
        $before = $env:LVB_PROFILE_PATH
        $env:LVB_PROFILE_PATH = Join-Path $TestDrive profiles.json
        try {
            $null = Set-LvbProfile production -AppId 1251234567 -SecretName lvb-key -Default
            (Get-Completion 'Connect-Lvb -ProfileName pro')[0].ToolTip | Should -Be 'production: APPID 1251234567, the default'
            (Get-Completion 'Connect-Lvb -AppId 1 -SecretName lvb')[0].CompletionText | Should -Be 'lvb-key'
        }
        finally { $env:LVB_PROFILE_PATH = $before }
    }

    It 'offers durations that are accepted as typed: <Line>' -ForEach @(
        @{ Line = 'Suspend-LvbChannel 8888_news -Duration '; Some = '1m', '1h', '7d' }
        @{ Line = 'Set-LvbChannelDelay 8888_news '; Some = '0s', '10m' }
        @{ Line = 'Get-LvbLivePlayStatHistory -Last '; Some = '6h', '7d' }
        @{ Line = 'Get-LvbLivePlayStatHistory -Interval '; Some = '15m', '1h' }
        @{ Line = 'New-LvbSignature -Validity '; Some = '60s', '1d' }
        @{ Line = 'Wait-LvbChannel 8888_news -Timeout 4'; Some = '4s', '4m', '4h', '4d' }
        @{ Line = 'Wait-LvbChannel 8888_news -PollInterval '; Some = '10s', '1m' }
    ) {
        $offered = Get-Completion $Line
        $Some | Where-Object { $_ -notin $offered.CompletionText } | Should -BeNullOrEmpty
        $offered | Where-Object { $_.CompletionText -match '[\\/]' } | Should -BeNullOrEmpty
        foreach ($one in $offered) { [TencentLvb.LvbDuration]$one.CompletionText | Should -Not -BeNullOrEmpty }
    }

    It 'offers past or future times: <Line>' -ForEach @(
        @{ Line = 'Get-LvbTapeFile 8888_news -StartTime '; Words = 'an hour ago'; Hours = -1 }
        @{ Line = 'Get-LvbLivePushStatHistory 8888_news -EndTime '; Words = 'now'; Hours = 0 }
        @{ Line = 'Suspend-LvbChannel 8888_news -Until '; Words = 'in an hour'; Hours = 1 }
        @{ Line = 'Start-LvbTape 8888_news -StartTime '; Words = 'in an hour'; Hours = 1 }
        @{ Line = 'New-LvbSignature -ExpiresAt '; Words = 'tomorrow at this time'; Hours = 24 }
    ) {
        $one = Get-Completion $Line | Where-Object ToolTip -EQ $Words
        $one.CompletionText | Should -Match '^\d{4}-\d\d-\d\dT\d\d:\d\d$'
        $time = ([TencentLvb.LvbTime]$one.CompletionText).ToDateTimeOffset()
        [math]::Abs(($time - [DateTimeOffset]::Now.AddHours($Hours)).TotalMinutes) | Should -BeLessThan 3
        # It is shown at the prompt without quotes.
        $errors = $null
        $ast = [System.Management.Automation.Language.Parser]::ParseInput("$Line$($one.CompletionText)", [ref]$null, [ref]$errors)
        $errors | Should -BeNullOrEmpty
        $ast.EndBlock.Statements[0].PipelineElements[0].CommandElements[-1].Value | Should -Be $one.CompletionText
    }

    It 'offers useful arguments for every duration and time' {
        $bare = foreach ($command in Get-Command -Module TencentLvb) {
            foreach ($parameter in $command.Parameters.Values) {
                $type = [Nullable]::GetUnderlyingType($parameter.ParameterType)
                if ($parameter.ParameterType -in [TencentLvb.LvbDuration], [TencentLvb.LvbTime] -or $type -in [TencentLvb.LvbDuration],
                    [TencentLvb.LvbTime]) {
                    if ($command.Name -ne 'Stop-LvbTape' -and
                        -not ($parameter.Attributes | Where-Object { $_ -is [ArgumentCompleter] })) { "$command -$($parameter.Name)" }
                }
            }
        }

        $bare | Should -BeNullOrEmpty
    }

    It 'offers addresses to listen on and to send to' {
        (Get-Completion 'Receive-LvbEvent -Prefix ').CompletionText | Should -Contain 'http://localhost:8080/'
        (Get-Completion 'Send-LvbEvent -Uri ').CompletionText | Should -Contain 'http://localhost:8080/'
    }

    It 'offers the names of states' {
        $offered = Get-Completion 'Set-LvbChannelStatus x -Status ' | ForEach-Object CompletionText
        $offered | Should -HaveCount 3
        $offered | Should -Contain 'Disconnected'
    }
}

Describe 'Output' {
    It 'omits what can contain a push secret from the default properties of a notification' {
        $told = '{"event_type":1,"stream_id":"8888_a","stream_param":"txSecret=abc","t":1795412600,"sign":"x"}' |
            ConvertFrom-LvbEvent -SkipVerification
        $shown = $told.PSStandardMembers.DefaultDisplayPropertySet.ReferencedPropertyNames
        $shown | Should -Contain 'EventTime'
        $shown | Should -Not -Contain 'Raw'
        $shown | Should -Not -Contain 'StreamParameter'
        $told.StreamParameter | Should -Be 'txSecret=abc'
    }

    It 'has a view for every type that a cmdlet emits' {
        $types = Get-Command -Module TencentLvb | ForEach-Object { $_.OutputType.Name } | Sort-Object -Unique |
            Where-Object { $_ -like 'TencentLvb.*' }
        $types.Count | Should -BeGreaterThan 20
        $types | Where-Object { -not (Get-FormatData -TypeName $_ -PowerShellVersion $PSVersionTable.PSVersion) } | Should -BeNullOrEmpty
    }

    It 'fits 80 columns and shows no secret' {
        $key = ConvertTo-TestKey
        $url = New-LvbPushUrl 8888_news -Domain push.example.com -PushKey $key
        $text = $url | Out-String -Width 200
        $text | Should -Match 'txSecret=\*\*\*'
        $text | Should -Not -Match 'txSecret=[0-9a-f]'
        $lines = (Get-LvbLiveStat | Out-String -Width 80) -split "`n"
        @($lines | Where-Object { ($_ -replace '\x1b\[[0-9;]*m').TrimEnd().Length -gt 80 }) | Should -HaveCount 0
        $lines[2].Trim().Length | Should -BeGreaterThan 40
    }

    It 'runs its views in Constrained Language' {
        $shell = [powershell]::Create()
        $null = $shell.AddScript("
            Import-Module '$((Get-Module TencentLvb).ModuleBase)/TencentLvb.psd1'
            `$emulator = Start-LvbEmulator -SampleData
            Connect-Lvb -Emulator `$emulator
            `$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            Get-LvbChannelStatus 8888_news | Out-String
            Stop-LvbEmulator")
        try { $text = -join $shell.Invoke() }
        finally { $shell.Dispose() }
        $text | Should -Match '8888_news\s+\S*Live'
    }
}

Describe 'Help' {
    BeforeDiscovery {
        . $PSScriptRoot/Common.ps1
        $cmdlets = Get-Command -Module TencentLvb | ForEach-Object { @{ Cmdlet = $_.Name } }
    }

    It 'of <Cmdlet> is complete' -ForEach $cmdlets {
        $help = Get-Help $Cmdlet -Full
        $command = Get-Command $Cmdlet
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.description | Should -Not -BeNullOrEmpty
        @($help.syntax.syntaxItem).Count | Should -Be $command.ParameterSets.Count
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters
        foreach ($name in $command.Parameters.Keys | Where-Object { $_ -notin $common }) {
            $parameter = @($help.parameters.parameter) | Where-Object name -eq $name
            $parameter.description | Should -Not -BeNullOrEmpty -Because $name
        }
    }
}
