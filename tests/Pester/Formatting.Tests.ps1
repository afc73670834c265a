# How objects look at the prompt.

BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    $types = @(Get-Command -Module TencentLvb | ForEach-Object { $_.OutputType.Name } | Sort-Object -Unique |
        Where-Object { $_ -like 'TencentLvb.*' }) |
        ForEach-Object { @{ Type = $_ } }
    $commands = @(
        'Get-LvbLiveStat', 'Get-LvbLiveStat -Summary', 'Get-LvbLivePushStat', 'Get-LvbLivePlayStat',
            'Get-LvbLivePlayStatHistory 8888_news | Select-Object -First 3'
        'Get-LvbLivePushStatHistory 8888_news | Select-Object -First 3', 'Get-LvbLivePlayStatHistory 8888_news -Summary',
            'Get-LvbChannelStatus 8888_news, 8888_lobby'
        'Get-LvbChannel', 'Get-LvbLiveChannel', 'Get-LvbTapeFile 8888_news -StartTime (Get-Date).AddDays(-3)',
            'Start-LvbTape 8888_news -Duration 10m'
        'Suspend-LvbChannel 8888_lobby -Duration 1h -PassThru', 'Resume-LvbChannel 8888_lobby -PassThru',
            'Set-LvbChannelStatus 8888_news Enabled -PassThru'
        'Set-LvbChannelDelay 8888_news 0s -PassThru', 'New-LvbMixInput 8888_news -Layer 1', 'Get-LvbConnection',
            'New-LvbSignature -ExpiresAt 2030-01-02T03:04:05Z'
        'New-LvbPlayUrl 8888_news -PlayDomain play.example.com',
            'New-LvbPushUrl 8888_news -PushDomain push.example.com -PushKey (ConvertTo-TestKey)'
    ) | ForEach-Object { @{ Command = $_ } }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator -SampleData
    Connect-Lvb -Emulator $emulator
    $culture = [cultureinfo]::CurrentCulture

    function Get-Text($InputObject, $Width = 120) { ($InputObject | Out-String -Width $Width) -replace '\x1b\[[0-9;]*m' }

    function Get-HostCulture($Name) {
        $other = [cultureinfo]::new($Name)
        if ($Name -eq 'th-TH') { $other.DateTimeFormat.Calendar = [System.Globalization.ThaiBuddhistCalendar]::new() }
        $other
    }

    function Get-Copy($InputObject, $Depth) {
        foreach ($one in $InputObject) {
            [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($one, $Depth)) }
    }

    function New-Model($Type, $Values) {
        $model = [System.Activator]::CreateInstance([type]"TencentLvb.$Type", $true)
        foreach ($name in $Values.Keys) { $model.GetType().GetProperty($name).SetValue($model, $Values[$name]) }
        $model
    }
}

AfterAll { $emulator | Stop-LvbEmulator }

Describe 'A view' {
    AfterEach { [cultureinfo]::CurrentCulture = $culture }

    It 'has headings that are properties, or contain a unit: <Type>' -ForEach $types {
        $properties = ([type]$Type).GetProperties().Name
        $view = (Get-FormatData -TypeName $Type -PowerShellVersion $PSVersionTable.PSVersion).FormatViewDefinition
        foreach ($table in $view.Control | Where-Object { $_ -is [System.Management.Automation.TableControl] }) {
            for ($i = 0; $i -lt $table.Headers.Count; $i++) {
                $entry = $table.Rows[0].Columns[$i].DisplayEntry
                $heading = if ($table.Headers[$i].Label) { $table.Headers[$i].Label } else { $entry.Value }
                if ($heading -notin $properties) { $heading | Should -Match '^\w+\([\w/%]+\)$' }
            }
        }
    }

    It 'is written this way for every type: <Name>' -ForEach @(
        foreach ($view in ([xml](Get-Content -LiteralPath $PSScriptRoot/../../TencentLvb.Format.ps1xml -Raw)).
            Configuration.ViewDefinitions.View) { @{ Name = $view.Name; View = $view } }
    ) {
        # Jobs and files return objects under another type name.
        $names = @($View.ViewSelectedBy.TypeName)
        $names | Where-Object { $_ -like 'TencentLvb.*' -and "Deserialized.$_" -notin $names } | Should -BeNullOrEmpty
        # A format string would follow the calendar of the culture.
        $View.SelectNodes('.//FormatString') | Where-Object { $_.InnerText -match 'yy|HH|mm|dd' } | Should -BeNullOrEmpty
        # A truncated value may exist nowhere else. The journal of an emulator keeps what it shows.
        if ($View.TableControl -and $Name -ne 'TencentLvb.LvbEmulatorRequest') { $View.SelectNodes('.//Wrap').Count | Should -Be 1 }
    }

    It 'is the same in every culture: <Command>' -ForEach $commands {
        $objects = @(& ([scriptblock]::Create($Command)))
        $expected = Get-Text $objects
        foreach ($name in 'th-TH', 'ar-SA', 'de-DE') {
            [cultureinfo]::CurrentCulture = Get-HostCulture $name
            # Numbers follow the culture.
            (Get-Text $objects) -replace '[.,\u066b\u066c\u00a0]' | Should -BeExactly ($expected -replace '[.,]') -Because $name
        }
    }

    It 'works after a job or a file: <Command>' -ForEach $commands {
        $objects = @(& ([scriptblock]::Create($Command)))
        $expected = Get-Text $objects
        foreach ($depth in 1, 2, 3) { Get-Text (Get-Copy $objects $depth) | Should -BeExactly $expected -Because "depth $depth" }
        [cultureinfo]::CurrentCulture = Get-HostCulture 'th-TH'
        $expected = Get-Text $objects
        Get-Text (Get-Copy $objects 1) | Should -BeExactly $expected
    }

    It 'breaks no heading at 80 columns: <Command>' -ForEach ($commands |
        Where-Object { $_.Command -notmatch 'Url|Signature|Connection' }) {
        $lines = (Get-Text @(& ([scriptblock]::Create($Command))) 80) -split '\r?\n' | Where-Object { $_.Trim() }
        $lines[1] | Should -Match '^[- ]+$'
        @($lines | Where-Object { $_.Length -gt 80 }) | Should -HaveCount 0
    }

    It 'shows values that exist nowhere else completely: <Kind>' -ForEach @(
        @{ Kind = 'the address of a screenshot'; Type = 'Screenshot'
            Values = @{ StreamId = '8888_a'; Url = 'http://b.example.com/2026-11-28/' + ('x' * 150) + '.jpg' }; Shown = 'Url' }
        @{ Kind = 'the path of a screenshot'; Type = 'Screenshot'; Values = @{ StreamId = '8888_a'; Path = '/2026-11-28/' + ('x' * 150) +
            '.jpg' }; Shown = 'Path' }
        @{ Kind = 'the id of a task'; Type = 'TapeTask'; Values = @{ StreamId = '8888_a'; TaskId = '8f0e1c5a' * 8 }; Shown = 'TaskId' }
        @{ Kind = 'a long id'; Type = 'ChannelStatus'; Values = @{ StreamId = '8888_' + ('abcdefghij' * 7) }; Shown = 'StreamId' }
        @{ Kind = 'the address in a notification'; Type = 'TapeFileEvent'; Values = @{ StreamId = '8888_a'; Url = 'http://b.example.com/' +
            ('y' * 150) + '.mp4'; Verified = $true }; Shown = 'Url' }
    ) {
        # A cell that wraps is cut at its width: its parts, one below the other, are the whole value.
        $lines = (Get-Text (New-Model $Type $Values) 80) -split '\r?\n' | Where-Object { $_.Trim() } | Select-Object -Skip 2
        $start = $lines[0].IndexOf($Values[$Shown].Substring(0, 5), [StringComparison]::Ordinal)
        $end = [math]::Max($lines[0].IndexOf([char]' ', $start), $lines[0].Length)
        $width = ($lines | ForEach-Object { [math]::Min($_.Length, $end) } | Measure-Object -Maximum).Maximum - $start
        $pieces = foreach ($line in $lines) {
            if ($line.Length -gt $start) { ($line.Substring($start, [math]::Min($width, $line.Length - $start)) -split ' ')[0] } }
        -join $pieces | Should -BeExactly $Values[$Shown]
    }

    It 'shows no control characters of the service: <Type>' -ForEach @(
        @{ Type = 'LiveStat'; Values = @{ StreamId = "a$([char]27)[31mb"; ClientIP = "1$([char]27)[2J`r`n2" } }
        @{ Type = 'ChannelStatus'; Values = @{ StreamId = "a$([char]0x202e)b" } }
        @{ Type = 'Channel'; Values = @{ StreamId = "a$([char]0x9b)b"; Name = "x`a`0y" } }
        @{ Type = 'TapeFile'; Values = @{ StreamId = 'a' + [char]::ConvertFromUtf32(0xe0041); FileFormat = "m`bp4"; FileId = "1`t2" } }
        @{ Type = 'Screenshot'; Values = @{ StreamId = 'a'; Url = "http://x/$([char]27)]0;t`a" } }
        @{ Type = 'StreamMix'; Values = @{ SessionId = "s$([char]27)[1m"; OutputStreamId = "o$([char]0x200b)"
            InputStreamId = [string[]]("i$([char]27)[1m", 'j') } }
        @{ Type = 'StreamStateEvent'; Values = @{ StreamId = "a$([char]27)[31m"; UserIP = "1$([char]27)[0m"
            ErrorMessage = "bad`nWARNING: forged" } }
    ) {
        $model = New-Model $Type $Values
        foreach ($text in ($model | Out-String -Width 300), ($model | Format-List | Out-String -Width 300)) {
            # The colors that PowerShell adds to headings do not matter here.
            $shown = $text -replace '\x1b\[32;1m|\x1b\[0m|\x1b\[91m|\x1b\[92m|\x1b\[93m'
            if ($Type -notlike '*Event' -and $text -match ' : ') { continue }
            $shown | Should -Not -Match '[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202e]|\udb40'
            $shown | Should -Not -Match '(?m)^WARNING: forged'
        }
    }
}

Describe 'A push address' {
    It 'says that its secret is hidden, and where the whole address is' {
        $url = New-LvbPushUrl 8888_news -PushDomain push.example.com -PushKey (ConvertTo-TestKey)
        Get-Text $url 200 | Should -BeLike '*txSecret=`*`*`*&txTime=*property Url*'
        Get-Text (New-LvbPlayUrl 8888_news -PlayDomain play.example.com -Protocol Flv) 200 | Should -Not -BeLike '*property Url*'
    }

    It 'is shown in a table too, without its secret' {
        $text = New-LvbPushUrl 8888_news -PushDomain push.example.com -PushKey (ConvertTo-TestKey) | Format-Table | Out-String -Width 200
        $text | Should -BeLike '*rtmp://push.example.com/live/8888_news`?txSecret=`*`*`*&txTime=*'
    }
}
