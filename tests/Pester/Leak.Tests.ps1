# A canary for a key goes through the module as a user runs it: no stream, error, transcript or file shows it, nor a sign made with it.
# Every cmdlet, past a service that says back all it hears, is in the unit tests.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $canary = 'canary-2b7d90c4e1f6'
    $key = ConvertTo-TestKey $canary
    $emulator = Start-LvbEmulator -SampleData -Key $key
    $profiles = $env:LVB_PROFILE_PATH
    $env:LVB_PROFILE_PATH = Join-Path $TestDrive profiles.json

    # What somebody can read from an object: its text, its properties, and theirs.
    function Get-Text($Item, [int]$Depth = 4) {
        if ($null -eq $Item -or $Depth -eq 0) { return }
        "$Item"
        if ($Item -is [string] -or $Item.GetType().IsPrimitive) { return }
        if ($Item -is [System.Collections.IEnumerable]) { foreach ($part in $Item) { Get-Text $part ($Depth - 1) } }
        foreach ($property in $Item.psobject.Properties) {
            $value = try { $property.Value } catch { $null }
            Get-Text $value ($Depth - 1)
        }
    }

    # The streams and errors of a script, as text.
    function Read-Everything([scriptblock]$Script) {
        $Error.Clear()
        $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
        $said = @(& { try { . $Script } catch { $_ } } *>&1) + @($Error)
        $texts = foreach ($item in $said) { Get-Text $item }
        $texts -join "`n"
    }

    # MD5 in hex is what a sign is; sample data has none.
    $anySign = '\b[0-9a-f]{32}\b'
}

AfterAll {
    $env:LVB_PROFILE_PATH = $profiles
    Disconnect-Lvb
    $emulator | Stop-LvbEmulator
}

Describe 'Neither key nor sign is to be seen' {
    BeforeAll { $emulator | Connect-Lvb -MaximumRetryCount 0 }

    AfterEach { Set-LvbEmulatorFault -Emulator $emulator -Clear }

    It 'in queries with all streams on' {
        $said = Read-Everything {
            Get-LvbConnection; Get-LvbLiveStat; Get-LvbLiveStat -Summary; Get-LvbLivePushStat; Get-LvbLivePlayStat; Get-LvbChannel; Get-LvbLiveChannel
            Get-LvbChannelStatus 8888_news, never_pushed; Get-LvbTapeFile 8888_news; Get-LvbLivePushStatHistory 8888_news; Get-LvbLivePlayStatHistory
            Get-LvbScreenshot; Test-LvbConnection -Detailed; Get-LvbEmulatorRequest -Emulator $emulator; $emulator
        }
        $said | Should -BeLike '*interface=Live_Channel_GetStatus*'
        $said.Contains($canary) | Should -BeFalse
        $said | Should -Not -Match $anySign
    }

    It 'in changes with all streams on' {
        $said = Read-Everything {
            Suspend-LvbChannel 8888_news -Duration 1h; Resume-LvbChannel 8888_news; Set-LvbChannelStatus 8888_news -Status Enabled -PassThru
            Set-LvbChannelDelay 8888_news -Delay 10s; Start-LvbTape 8888_news -Duration 1h | Stop-LvbTape -PassThru
            Invoke-LvbApi -Interface Live_Unknown -Parameter @{ text = 'x' }
        }
        $said | Should -BeLike '*interface=Live_Tape_Start*'
        $said.Contains($canary) | Should -BeFalse
        $said | Should -Not -Match $anySign
    }

    It 'in the error of <Kind>' -ForEach @(
        'DropBeforeReading', 'DropAfterReading', 'HalfAnswer', 'Reset', 'Http403', 'Http429', 'Http500', 'Garbage', 'WrongShape', 'NoReturnData', 'SystemError',
        'FrequencyLimit', 'TimeExpired', 'SignInvalid', 'NotActivated', 'EmptyReply' | ForEach-Object { @{ Kind = $_ } }
    ) {
        Set-LvbEmulatorFault -Emulator $emulator -Interface * -Kind $Kind -Rate 1
        $said = Read-Everything {
            $fast = $emulator | Connect-Lvb -MaximumRetryCount 0 -TimeoutSec 2 -PassThru
            Get-LvbChannelStatus 8888_news -Connection $fast; Start-LvbTape 8888_news -Duration 1h -Connection $fast; Get-LvbLiveStat -Connection $fast
        }
        $said | Should -BeLike '*LvbException*'
        $said.Contains($canary) | Should -BeFalse
        $said | Should -Not -Match $anySign
    }

    It 'in profiles' {
        $said = Read-Everything {
            Set-LvbProfile -Name leak -AppId 1234 -SecretName name -Endpoint $emulator.Uri -Default
            Get-LvbProfile
            Remove-LvbProfile -Name other
        }
        $said.Contains($canary) | Should -BeFalse
        (Get-Content -LiteralPath $env:LVB_PROFILE_PATH -Raw).Contains($canary) | Should -BeFalse
    }

    It 'nor the password of an address, which <Name> refuses' -ForEach @(
        @{ Name = 'Connect-Lvb -Endpoint'; Try = { Connect-Lvb -AppId 1234 -Key $key -Endpoint $address } }
        @{ Name = 'Connect-Lvb -StatEndpoint'; Try = { Connect-Lvb -AppId 1234 -Key $key -StatEndpoint $address } }
        @{ Name = 'Set-LvbProfile -Endpoint'; Try = { Set-LvbProfile -Name leak -AppId 1234 -Endpoint $address } }
        @{ Name = 'Set-LvbProfile -StatEndpoint'; Try = { Set-LvbProfile -Name leak -AppId 1234 -StatEndpoint $address } }
        @{ Name = 'Receive-LvbEvent -Prefix'; Try = { Receive-LvbEvent -Prefix $address -Key $key -Timeout 1s } }
        @{ Name = 'Send-LvbEvent -Uri'; Try = { Send-LvbEvent 8888_a -Uri $address -Key $key } }
        @{ Name = 'Start-LvbEmulator -CallbackUri'; Try = { Start-LvbEmulator -Key $key -CallbackUri $address } }
        @{ Name = 'Save-LvbScreenshot -BaseUri'; Try = { [pscustomobject]@{ StreamId = 'a'; Path = '/a.jpg' } | Save-LvbScreenshot -Path "$TestDrive" -BaseUri $address } }
    ) {
        # The last two are no addresses of the service at all; what is said about them holds the password no more.
        foreach ($address in "http://user:$canary@127.0.0.1:8080/", "ftp://user:$canary@127.0.0.1/", "user:$canary@127.0.0.1/") {
            $refused = try { . $Try } catch { $_ }
            $refused.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
            $said = @("$refused"; "$($refused.Exception)"; $refused.ErrorDetails.RecommendedAction; Get-Text $refused.TargetObject) -join "`n"
            $said | Should -BeLike '*127.0.0.1*'
            $said.Contains($canary) | Should -BeFalse
        }
    }

    It 'in signing and addresses, but for what they hand out' {
        $said = Read-Everything {
            $null = New-LvbSignature -Key $key; Test-LvbSignature -T 1 -Sign abc -Key $key; New-LvbSignature -Key $key -Validity -1s
            $null = New-LvbPushUrl a -Domain push.example.com -PushKey $key; New-LvbPushUrl '' -Domain push.example.com -PushKey $key
        }
        $said.Contains($canary) | Should -BeFalse
        $said | Should -Not -Match $anySign
        (New-LvbSignature -Key $key).Sign | Should -Match $anySign
    }

    It 'in a transcript, with -Verbose, -Debug, -WhatIf and all of $Error' {
        $file = Join-Path $TestDrive transcript.txt
        Set-LvbEmulatorFault -Emulator $emulator -Interface Get_LiveStat -Kind SignInvalid -Rate 1
        $Error.Clear()
        Start-Transcript -Path $file | Out-Null
        try {
            Get-LvbChannelStatus 8888_news -Verbose -Debug | Out-Default
            Get-LvbLiveStat -Verbose -ErrorAction Continue
            Suspend-LvbChannel 8888_news -Duration 1h -WhatIf
            Get-LvbScreenshot -WhatIf
            Start-LvbTape 8888_news -Duration 1h -WhatIf
            $Error | Format-List * -Force | Out-Default
        }
        catch { $_ | Format-List * -Force | Out-Default }
        finally { Stop-Transcript | Out-Null }
        $text = Get-Content -LiteralPath $file -Raw
        $text | Should -BeLike '*Live_Channel_GetStatus*'
        $text.Contains($canary) | Should -BeFalse
        $text | Should -Not -Match $anySign
    }
}
