# What objects about a stream have in common: the address of the stream, and their text.

BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    $ofStream = 'ChannelStatus', 'ChannelStatusChange', 'ChannelSuspension', 'ChannelDelay', 'LiveStat', 'LivePushStat',
        'LivePushStatPoint', 'Channel', 'LiveChannel',
        'TapeFile', 'TapeTask', 'Screenshot', 'StreamStateEvent', 'TapeFileEvent', 'ScreenshotEvent'
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator -SampleData
    Connect-Lvb -Emulator $emulator
}

AfterAll { $emulator | Stop-LvbEmulator }

Describe 'An object about a stream' {
    It 'shows where the stream is pushed: <_>' -ForEach $ofStream {
        $properties = ([type]"TencentLvb.$_").GetProperties()
        foreach ($name in 'PushDomain', 'AppName') {
            ($properties | Where-Object Name -EQ $name).PropertyType | Should -Be ([string])
        }
    }

    It 'becomes the ID of its stream in a string: <Command>' -ForEach @(
        @{ Command = 'Get-LvbLiveStat 8888_news' }, @{ Command = 'Get-LvbLivePushStat 8888_news' },
            @{ Command = 'Get-LvbLivePlayStat 8888_news' }
        @{ Command = 'Get-LvbChannelStatus 8888_news' }, @{ Command = 'Get-LvbLivePlayStatHistory 8888_news' },
            @{ Command = 'Get-LvbLivePushStatHistory 8888_news' }
        @{ Command = 'Get-LvbLivePlayStatHistory 8888_news -Summary' }
        @{ Command = 'Suspend-LvbChannel 8888_studio -Duration 90s -PassThru' }, @{ Command = 'Resume-LvbChannel 8888_studio -PassThru' }
        @{ Command = 'Set-LvbChannelDelay 8888_studio 0s -PassThru' }, @{ Command = 'Set-LvbChannelStatus 8888_studio Enabled -PassThru' }
        @{ Command = 'Start-LvbTape 8888_news -Duration 10m' }, @{ Command = 'New-LvbMixInput 8888_news -Layer 1' }
        @{ Command = 'Get-LvbTapeFile 8888_news' }
        @{ Command = 'Get-LvbChannel | Where-Object StreamId -eq 8888_news' },
            @{ Command = 'Get-LvbLiveChannel | Where-Object StreamId -eq 8888_news' }
    ) {
        $objects = @(& ([scriptblock]::Create($Command)))
        $objects.Count | Should -BeGreaterThan 0
        $objects[0].StreamId | Should -BeIn '8888_news', '8888_studio'
        "$($objects[0])" | Should -BeExactly $objects[0].StreamId
        # Jobs and files keep the text.
        $copy = [System.Management.Automation.PSSerializer]::Serialize($objects[0], 1)
        "$([System.Management.Automation.PSSerializer]::Deserialize($copy))" | Should -BeExactly $objects[0].StreamId
    }

    It 'becomes the address of a stream, without its secret' {
        $url = New-LvbPushUrl 8888_news -Domain push.example.com -PushKey (ConvertTo-TestKey) -ExpiresAt 2030-01-01T00:00:00Z
        $url.Url | Should -Match 'txSecret=[0-9a-f]{32}&txTime='
        "$url" | Should -BeExactly ($url.Url -replace '(?<=txSecret=)[0-9a-f]{32}', '***')
        "$(New-LvbPlayUrl 8888_news -Domain play.example.com -Protocol Flv)" |
            Should -BeExactly 'http://play.example.com/live/8888_news.flv'
    }

    It 'becomes the output stream of a mix' {
        $inputs = (New-LvbMixInput 8888_news -Layer 1), (New-LvbMixInput 8888_sports -Layer 2)
        "$(Start-LvbStreamMix objects 8888_objects -NewStream -InputStream $inputs)" | Should -BeExactly '8888_objects'
    }
}
