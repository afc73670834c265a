# From an account without callbacks to a verified notification, and then to the events that a receiver missed while it was down.

BeforeAll {
    . $PSScriptRoot/Vault.ps1
    $key = ConvertTo-TestKey 'callback-key-of-the-specs'
}

AfterAll { Remove-TestVault }

Describe 'Callbacks and missed notifications' {
    BeforeAll {
        $account = Start-LvbEmulator -SampleData
        $null = Connect-Lvb -Emulator $account -Api V3
        $address = "http://localhost:$(Get-FreePort)/lvb/"
    }

    AfterAll { $account | Stop-LvbEmulator }

    It 'has no callback at first' {
        Get-LvbCallback | Should -BeNullOrEmpty
    }

    It 'shows what would be set, and sets nothing' {
        Set-LvbCallback $address -EventType StreamStarted -WhatIf
        Get-LvbCallback | Should -BeNullOrEmpty
    }

    It 'registers an address, changes nothing when repeated, and keeps settings that are not specified' {
        $first = Set-LvbCallback $address -EventType StreamStarted, StreamEnded -WarningVariable said -WarningAction SilentlyContinue
        "$first" | Should -Be 'push.example.com/live'
        "$said" | Should -BeLike '*ten minutes*'
        $null = Set-LvbCallback $address -EventType StreamStarted, StreamEnded -WarningAction SilentlyContinue
        $null = Set-LvbCallback 'https://other.example.com/' -EventType TapeFileCreated -WarningAction SilentlyContinue
        $all = @(Get-LvbCallback)
        $all.Count | Should -Be 1
        $all[0].TemplateId | Should -Be $first.TemplateId
        $all[0].StreamStarted.OriginalString | Should -Be $address
        $all[0].StreamEnded.OriginalString | Should -Be $address
        $all[0].TapeFileCreated.OriginalString | Should -Be 'https://other.example.com/'
        $all[0].ScreenshotCreated | Should -BeNullOrEmpty
        $all[0].HasKey | Should -BeFalse
        @((Invoke-LvbApi DescribeLiveCallbackTemplates).Templates).Count | Should -Be 1
    }

    It 'does not change a template that another path uses' {
        $shared = (Get-LvbCallback).TemplateId
        $null = Invoke-LvbApi CreateLiveCallbackRule @{ DomainName = 'push.example.com'; AppName = 'second'; TemplateId = $shared }
        Set-LvbCallback 'https://new.example.com/' -EventType StreamEnded -AppName second -ErrorVariable refused `
            -ErrorAction SilentlyContinue
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
        "$($refused[0])" | Should -BeLike '*push.example.com/live*'
        $own = Set-LvbCallback 'https://new.example.com/' -EventType StreamEnded -AppName second -Force -WarningAction SilentlyContinue
        $own.TemplateId | Should -Not -Be $shared
        $own.StreamStarted.OriginalString | Should -Be $address
        (Get-LvbCallback -AppName live).StreamEnded.OriginalString | Should -Be $address
        Get-LvbCallback -AppName second | Remove-LvbCallback
        @(Get-LvbCallback).Count | Should -Be 1
        @((Invoke-LvbApi DescribeLiveCallbackTemplates).Templates).Count | Should -Be 1
    }

    It 'removes single addresses, and then everything' {
        $left = Remove-LvbCallback -EventType TapeFileCreated -PassThru
        $left.TapeFileCreated | Should -BeNullOrEmpty
        $left.StreamStarted | Should -Not -BeNullOrEmpty
        Remove-LvbCallback
        Remove-LvbCallback
        Get-LvbCallback | Should -BeNullOrEmpty
        @((Invoke-LvbApi DescribeLiveCallbackTemplates).Templates).Count | Should -Be 0
    }

    It ('receives a push at the registered address, and brings in each notification that was missed ' +
        'once') -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
        $vault = Reset-TestVault
        $vault.Secrets.callback = $key
        $set = Set-LvbCallback $address -EventType StreamStarted, StreamEnded -CallbackSecretName callback -WarningAction SilentlyContinue
        $set.HasKey | Should -BeTrue

        $receiver = Start-Thread -Script {
            param($Manifest, $Address, $Key)
            Import-Module $Manifest
            Receive-LvbEvent -Prefix $Address -Key $Key -MaxEvents 1 -Timeout 30s
        } -ArgumentList (Join-Path (Get-Module TencentLvb).ModuleBase TencentLvb.psd1), $address, $key
        Start-Sleep -Milliseconds 1500
        Set-LvbEmulatorStream -Emulator $account -StreamId 8888_loop -State Live
        $heard = $receiver | Receive-Job -Wait -AutoRemoveJob
        $heard.EventType | Should -Be StreamStarted
        $heard.Verified | Should -BeTrue
        $heard.StreamId | Should -Be 8888_loop

        # The receiver is down; the push ends and starts again.
        Set-LvbEmulatorStream -Emulator $account -StreamId 8888_loop -State NoInput
        Set-LvbEmulatorStream -Emulator $account -StreamId 8888_loop -State Live
        $until = [datetime]::Now.AddSeconds(20)
        do {
            Start-Sleep -Milliseconds 300
            $missed = @(Get-LvbEventRecord 8888_loop -Undelivered -Key $key)
        } until ($missed.Count -ge 2 -or [datetime]::Now -gt $until)
        $missed.EventType | Sort-Object | Should -Be 'StreamEnded', 'StreamStarted'
        $missed.Event.Verified | Should -Not -Contain $false
        $missed.Event.Id | Should -Not -Contain $heard.Id
        @(Get-LvbEventRecord 8888_loop -Key $key).Event.Id | Should -Contain $heard.Id

        $log = Join-Path $TestDrive handled.log
        $taken = [Collections.Generic.List[string]]::new()
        $restore = @{ StreamId = '8888_loop'; LogPath = $log; Handler = { param($Event) $taken.Add($Event.Id) }
            Since = [DateTimeOffset]::Now.AddHours(-1) }
        & $PSScriptRoot/../../examples/Restore-MissedEvent.ps1 @restore
        & $PSScriptRoot/../../examples/Restore-MissedEvent.ps1 @restore
        $taken.Count | Should -Be 2
        $taken | Sort-Object | Should -Be ($missed.Event.Id | Sort-Object)
    }

    It 'cause the error LvbNotSupported when the connection uses API 2.0' {
        $old = Connect-Lvb -Emulator $account -PassThru
        foreach ($call in { Get-LvbCallback -Connection $old -ErrorAction Stop }, { Get-LvbDomain -Connection $old -ErrorAction Stop },
            { Get-LvbTapeTask -Connection $old -ErrorAction Stop }, { Get-LvbEventRecord s -Connection $old -ErrorAction Stop }) {
            $call | Should -Throw -ErrorId 'LvbNotSupported*'
        }
    }
}
