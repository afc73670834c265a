BeforeAll {
    . $PSScriptRoot/Notifications.ps1
}

Describe 'What Receive-LvbEvent refuses at its start' {
    It 'refuses -OutBuffer, given <How>' -ForEach @(
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

    It 'refuses the spool <Path>' -ForEach @(
        @{ Path = 'Variable:\x'; Id = 'LvbInvalidArgument' }
        @{ Path = 'nosuchdrive:\spool'; Id = 'LvbInvalidArgument' }
        @{ Path = ''; Id = 'LvbInvalidArgument' }
        @{ Path = ' '; Id = 'LvbInvalidArgument' }
    ) {
        { Receive-LvbEvent -Prefix http://localhost:0/ -Key $key -Timeout 100ms -SpoolPath $Path } | Should -Throw -ErrorId "$Id*"
    }

    It 'says which address another process holds' {
        if (-not [System.Net.Sockets.Socket]::OSSupportsIPv6) { Set-ItResult -Skipped -Because 'there is no IPv6'; return }
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
