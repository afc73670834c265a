# Signatures, and push and play addresses, all offline.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $key = ConvertTo-TestKey '5d41402abc4b2a76b9719d911017c592'
    $at = [System.DateTimeOffset]::FromUnixTimeSeconds(1471850187)
    function Get-Refusal([scriptblock]$Command) {
        try { & $Command | Out-Null } catch { return $_ }
    }
}

Describe 'New-LvbSignature' {
    It 'signs <T> as documented' -ForEach @(
        @{ T = 1471850187; Sign = 'b17971b51ba0fe5916ddcd96692e9fb3' }
        @{ T = 1626839220; Sign = '5ee8ca6c28cbe415b40352969cdf8249' }
    ) {
        $signature = New-LvbSignature -Key $key -ExpiresAt ([System.DateTimeOffset]::FromUnixTimeSeconds($T))
        $signature.T | Should -Be $T
        $signature.T | Should -BeOfType [long]
        $signature.Sign | Should -BeExactly $Sign
        $signature.ExpiresAt | Should -BeOfType [System.DateTimeOffset]
        $signature.ExpiresAt.ToUnixTimeSeconds() | Should -Be $T
        $signature.Query | Should -BeExactly "t=$T&sign=$Sign"
    }

    It 'is valid for 60 s by default, or for the specified time' {
        $now = [System.DateTimeOffset]::UtcNow.ToUnixTimeSeconds()
        (New-LvbSignature -Key $key).T - $now | Should -BeIn 60, 61, 62, 63
        (New-LvbSignature -Key $key -Validity 5m).T - $now | Should -BeIn 300, 301, 302, 303
    }

    It 'uses key and validity of a connection' {
        $connection = Connect-Lvb -AppId 1234 -Key $key -Validity 2h -PassThru
        $now = [System.DateTimeOffset]::UtcNow.ToUnixTimeSeconds()
        $signature = New-LvbSignature -Connection $connection
        $signature.T - $now | Should -BeIn 7200, 7201, 7202, 7203
        $signature | Test-LvbSignature -Key $key | Should -BeTrue
        Disconnect-Lvb
    }

    It 'refuses <Name>' -ForEach @(
        @{ Name = 'both -Validity and -ExpiresAt'; Arguments = @{ Validity = '5m'; ExpiresAt = '2030-01-01' } }
        @{ Name = 'a validity of zero'; Arguments = @{ Validity = '0s' } }
        @{ Name = 'a time before 1970'; Arguments = @{ ExpiresAt = '1960-01-01' } }
    ) {
        $refusal = Get-Refusal { New-LvbSignature -Key $key @Arguments }
        $refusal.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
        $refusal.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'refuses an empty key and a plain text key' {
        (Get-Refusal { New-LvbSignature -Key ([securestring]::new()) }).FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
        Get-Refusal { New-LvbSignature -Key 'plain' } | Should -Not -BeNullOrEmpty
    }

    It 'shows how to connect when there is no key at all' {
        $refusal = Get-Refusal { New-LvbSignature }
        $refusal.FullyQualifiedErrorId | Should -BeLike 'LvbNotConnected*'
        $refusal.ErrorDetails.RecommendedAction | Should -BeLike '*Connect-Lvb*'
    }
}

Describe 'Test-LvbSignature' {
    It 'accepts a signature from the pipeline, in either case' {
        $signature = New-LvbSignature -Key $key -ExpiresAt $at
        $signature | Test-LvbSignature -Key $key -At $at | Should -BeTrue
        Test-LvbSignature -T $signature.T -Sign $signature.Sign.ToUpperInvariant() -Key $key -At $at | Should -BeTrue
    }

    It 'is false for <Name>' -ForEach @(
        @{ Name = 'another sign'; Sign = 'b17971b51ba0fe5916ddcd96692e9fb4' }
        @{ Name = 'a short sign'; Sign = 'b17971b51ba0fe5916ddcd96692e9f' }
        @{ Name = 'no sign'; Sign = '' }
        @{ Name = 'a null sign'; Sign = $null }
    ) {
        Test-LvbSignature -T 1471850187 -Sign $Sign -Key $key -At $at | Should -BeFalse
    }

    It 'is false for another key' {
        New-LvbSignature -Key $key -ExpiresAt $at | Test-LvbSignature -Key (ConvertTo-TestKey 'another') -At $at | Should -BeFalse
    }

    It 'is false after the last second, by default measured now' {
        $signature = New-LvbSignature -Key $key -ExpiresAt $at
        $signature | Test-LvbSignature -Key $key -At $at.AddSeconds(1) | Should -BeFalse
        $signature | Test-LvbSignature -Key $key | Should -BeFalse
        New-LvbSignature -Key $key | Test-LvbSignature -Key $key | Should -BeTrue
    }

    It 'is false further ahead than allowed, and by default any distance is allowed' {
        $signature = New-LvbSignature -Key $key -ExpiresAt $at
        $signature | Test-LvbSignature -Key $key -At $at.AddMinutes(-10) -MaximumAhead 10m | Should -BeTrue
        $signature | Test-LvbSignature -Key $key -At $at.AddMinutes(-10).AddSeconds(-1) -MaximumAhead 10m | Should -BeFalse
        $signature | Test-LvbSignature -Key $key -At $at.AddYears(-10) | Should -BeTrue
    }
}

Describe 'New-LvbPushUrl' {
    BeforeAll {
        $pushKey = ConvertTo-TestKey 'aabbccdd001122333444'
        $until = [System.DateTimeOffset]::FromUnixTimeSeconds(0x5943874C)
    }

    It 'signs as documented, and includes the bizid of the account''s own domain' {
        $url = New-LvbPushUrl 8888_test -Domain 8888.livepush.myqcloud.com -PushKey $pushKey -ExpiresAt $until
        $url.Url | Should -BeExactly ('rtmp://8888.livepush.myqcloud.com/live/8888_test?bizid=8888&' +
            'txSecret=ffc8cc832447ea92335df69970e6ce25&txTime=5943874C')
        $url.StreamId | Should -Be '8888_test'
        "$($url.Protocol)" | Should -Be 'Rtmp'
        $url.ExpiresAt | Should -Be $until
    }

    It 'emits one for each stream of the pipeline, and continues after a bad one' {
        $urls = @('8888_a', 'a b', '8888_b' |
            New-LvbPushUrl -Domain push.example.com -AppName show -PushKey $pushKey -Validity 1h -ErrorAction SilentlyContinue `
            -ErrorVariable failed)
        $urls.StreamId | Should -Be '8888_a', '8888_b'
        $urls[1].Url | Should -BeLike 'rtmp://push.example.com/show/8888_b[?]txSecret=*'
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
        $failed[0].TargetObject | Should -Be 'a b'
    }

    It 'refuses <Domain> as a domain' -ForEach @(@{ Domain = 'rtmp://push.example.com' }, @{ Domain = 'push.example.com/live' },
        @{ Domain = 'a b' }) {
        (Get-Refusal { New-LvbPushUrl 8888_a -Domain $Domain -PushKey $pushKey }).FullyQualifiedErrorId |
            Should -BeLike 'LvbInvalidArgument*'
    }

    It 'refuses both -Validity and -ExpiresAt' {
        (Get-Refusal { New-LvbPushUrl 8888_a -Domain push.example.com -PushKey $pushKey -Validity 1h -ExpiresAt $until }).
            FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
    }
}

Describe 'New-LvbPlayUrl' {
    It 'emits an address for each protocol, without a signature when there is no key' {
        $urls = New-LvbPlayUrl 8888_test -Domain play.example.com
        $urls.Url | Should -BeExactly 'rtmp://play.example.com/live/8888_test', 'http://play.example.com/live/8888_test.flv',
            'http://play.example.com/live/8888_test.m3u8'
        "$($urls.Protocol)" | Should -Be 'Rtmp Flv Hls'
        $urls.ExpiresAt | Where-Object { $null -ne $_ } | Should -BeNullOrEmpty
    }

    It 'signs with the play key, for the specified protocols' {
        $url = New-LvbPlayUrl 8888_test -Domain play.example.com -Protocol Flv -PlayKey (ConvertTo-TestKey 'aabbccdd001122333444') `
            -ExpiresAt ([System.DateTimeOffset]::FromUnixTimeSeconds(0x5943874C))
        $url.Url | Should -BeExactly 'http://play.example.com/live/8888_test.flv?txSecret=ffc8cc832447ea92335df69970e6ce25&txTime=5943874C'
    }

    It 'refuses an end without a key' {
        (Get-Refusal { New-LvbPlayUrl 8888_test -Domain play.example.com -Validity 1h }).FullyQualifiedErrorId |
            Should -BeLike 'LvbInvalidArgument*'
    }
}

Describe 'The domain of an address' {
    It 'has the name that the service uses, and the short one' {
        $push = @{ PushKey = ConvertTo-TestKey; ExpiresAt = '2030-01-01T00:00:00Z' }
        (New-LvbPushUrl a -Domain push.example.com @push).Url | Should -BeExactly (New-LvbPushUrl a -PushDomain push.example.com @push).Url
        (New-LvbPushUrl a push.example.com @push).Url | Should -BeExactly (New-LvbPushUrl a -PushDomain push.example.com @push).Url
        (New-LvbPlayUrl a -Domain play.example.com).Url | Should -BeExactly (New-LvbPlayUrl a -PlayDomain play.example.com).Url
    }

    It 'is named in the refusal' {
        { New-LvbPushUrl a -Domain rtmp://push.example.com -PushKey (ConvertTo-TestKey) } |
            Should -Throw "-PushDomain 'rtmp://push.example.com' is not a domain."
        { New-LvbPlayUrl a -PlayDomain 'play.example.com/live' } | Should -Throw "-PlayDomain 'play.example.com/live' is not a domain."
    }
}

Describe 'Times in the formats of other programs' {
    It 'accepts <Text>' -ForEach @(
        @{ Text = '2030-01-02T03:04:05.123456789Z'; T = 1893553445 }
        @{ Text = '2030-01-02T03:04:05,5Z'; T = 1893553445 }
        @{ Text = '2030-01-02T03:04:05z'; T = 1893553445 }
        @{ Text = '2030-01-02T03:04:05+08'; T = 1893524645 }
        @{ Text = '2030-01-02 03:04-05'; T = 1893571440 }
    ) {
        (New-LvbSignature -Key (ConvertTo-TestKey) -ExpiresAt $Text).T | Should -Be $T
    }

    It 'refuses <Text>' -ForEach @(
        @{ Text = '01/02/2030' }, @{ Text = '2030-01-02-05' }, @{ Text = '03:04:05' }
    ) {
        { New-LvbSignature -Key (ConvertTo-TestKey) -ExpiresAt $Text } | Should -Throw '*is not a valid time*'
    }
}
