BeforeAll {
    . $PSScriptRoot/Notifications.ps1
}

Describe 'Receive-LvbEvent at its start' {
    It 'refuses -OutBuffer, specified <How>' -ForEach @(
        @{ How = 'as a parameter'; Default = @{}; Parameters = @{ OutBuffer = 5 } }
        @{ How = 'by $PSDefaultParameterValues'; Default = @{ 'Receive-LvbEvent:OutBuffer' = 5 }; Parameters = @{} }
        @{ How = 'as a default for all'; Default = @{ '*-Lvb*:OutBuffer' = 1 }; Parameters = @{} }
    ) {
        $PSDefaultParameterValues = $Default
        { Receive-LvbEvent -Prefix http://localhost:0/ -Key $key -Timeout 100ms @Parameters } | Should -Throw -ErrorId 'LvbInvalidArgument*'
        $PSDefaultParameterValues = @{ '*-Lvb*:OutBuffer' = 0 }
        @(Receive-LvbEvent -Prefix http://localhost:0/ -Key $key -Timeout 100ms) | Should -HaveCount 0
    }

    It 'refuses the prefix <Prefix>' -ForEach @(
        @{ Prefix = 'http://+8080/' }
        @{ Prefix = 'http://*8080/lvb/' }
        @{ Prefix = 'http://*.example.com:8098/' }
        @{ Prefix = 'http://0:8080/' }
    ) {
        { Receive-LvbEvent -Prefix $Prefix -Key $key -Timeout 100ms } | Should -Throw -ErrorId 'LvbInvalidArgument*'
    }

    It 'refuses the address <Address>' -ForEach @(
        @{ Address = '10.1' }
        @{ Address = '010.0.0.1' }
        @{ Address = '0x0a000001' }
        @{ Address = '167772161' }
        @{ Address = '10.0.0.0/33' }
        @{ Address = '10.0.0.1:80' }
        @{ Address = '[::1]' }
        @{ Address = 'localhost' }
    ) {
        { Receive-LvbEvent -Prefix http://localhost:0/ -Key $key -Timeout 100ms -AllowedAddress 10.0.0.1, $Address } |
            Should -Throw -ErrorId 'LvbInvalidArgument*'
    }

    It 'refuses -<Parameter> <Case>: it would allow every sender, or acknowledge and drop all events' -ForEach @(
        @{ Parameter = 'AllowedAddress'; Case = 'as an empty list'; Value = @() }
        @{ Parameter = 'AllowedAddress'; Case = 'as null'; Value = $null }
        @{ Parameter = 'EventType'; Case = 'as an empty list'; Value = @() }
        @{ Parameter = 'StreamId'; Case = 'as an empty list'; Value = @() }
        @{ Parameter = 'StreamId'; Case = 'as null'; Value = $null }
        @{ Parameter = 'StreamId'; Case = 'with a null element'; Value = @('8888_a', $null) }
        @{ Parameter = 'StreamId'; Case = 'with a blank element'; Value = @(' ') }
        @{ Parameter = 'StreamId'; Case = 'with a trailing space'; Value = @('8888_* ') }
        @{ Parameter = 'StreamId'; Case = 'as a list in one text'; Value = '8888_a,8888_*' }
        @{ Parameter = 'StreamId'; Case = 'with a line break'; Value = "8888_a`r" }
        @{ Parameter = 'StreamId'; Case = 'with an open bracket'; Value = '8888_[ab' }
        @{ Parameter = 'StreamId'; Case = 'with only a bracket'; Value = '[' }
    ) {
        $parameters = @{ $Parameter = $Value }
        { Receive-LvbEvent -Prefix http://localhost:0/ -Key $key -Timeout 100ms @parameters } | Should -Throw -ErrorId 'LvbInvalidArgument*'
    }

    It 'accepts the filter <Filter>' -ForEach @(
        @{ Filter = '*' }
        @{ Filter = '8888_[ab]*' }
        @{ Filter = '[a,b]?' }
        @{ Filter = '8888_`[a' }
    ) {
        @(Receive-LvbEvent -Prefix http://localhost:0/ -Key $key -Timeout 100ms -StreamId $Filter) | Should -HaveCount 0
    }

    It 'refuses the spool <Path>' -ForEach @(
        @{ Path = 'Variable:\x'; Id = 'LvbInvalidArgument' }
        @{ Path = 'nosuchdrive:\spool'; Id = 'LvbInvalidArgument' }
        @{ Path = ''; Id = 'LvbInvalidArgument' }
        @{ Path = ' '; Id = 'LvbInvalidArgument' }
    ) {
        { Receive-LvbEvent -Prefix http://localhost:0/ -Key $key -Timeout 100ms -SpoolPath $Path } | Should -Throw -ErrorId "$Id*"
    }

    It 'names the address that another process holds' {
        if (-not [System.Net.Sockets.Socket]::OSSupportsIPv6) { Set-ItResult -Skipped -Because 'IPv6 is not available'; return }
        $other = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::IPv6Loopback, 0)
        $other.Start()
        try {
            $failed = try { Receive-LvbEvent -Prefix "http://localhost:$($other.LocalEndpoint.Port)/" -Key $key `
                -Timeout 100ms } catch { $_ }
            $failed.FullyQualifiedErrorId | Should -BeLike 'LvbListenFailed*'
            "$failed" | Should -BeLike '*::1*'
        }
        finally { $other.Stop() }
    }
}
