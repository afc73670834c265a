# The two services, for -ForEach. What a user sees is specified once and runs on both:
#   BeforeDiscovery { . $PSScriptRoot/Services.ps1 }
#   Describe 'Get-LvbLiveChannel on <Service>' -ForEach $services { ... $Api, $Wire.LiveList ... }
# Wire contains the names of the requests: the interface of API 2.0, the action of API 3.0. For an operation with several requests, it is
# the first one.
$services = @(
    @{
        Service = 'API 2.0'
        Api = 'V2'
        Wire = @{
            LiveStat = 'Get_LiveStat'
            PushStat = 'Get_LivePushStat'
            PlayStat = 'Get_LivePlayStat'
            PushHistory = 'Get_LivePushStatHistory'
            PlayHistory = 'Get_LivePlayStatHistory'
            Status = 'Live_Channel_GetStatus'
            Ban = 'Live_Channel_SetStatus'
            Allow = 'Live_Channel_SetStatus'
            Cut = 'Live_Channel_SetStatus'
            Suspend = 'channel_manager'
            Resume = 'channel_manager'
            Delay = 'Live_Set_Delay'
            LiveList = 'Live_Channel_GetLiveChannelList'
            ChannelList = 'Live_Channel_GetChannelList'
            StartTape = 'Live_Tape_Start'
            StopTape = 'Live_Tape_Stop'
            TapeFiles = 'Live_Tape_GetFilelist'
            StartMix = 'Mix_StreamV2'
            StopMix = 'Mix_StreamV2'
            Screenshots = 'Live_Queue_Get'
        }
    }
    @{
        Service = 'API 3.0'
        Api = 'V3'
        Wire = @{
            LiveStat = 'DescribeLiveStreamPushInfoList'
            PushStat = 'DescribeLiveStreamPushInfoList'
            PlayStat = 'DescribeAllStreamPlayInfoList'
            PushHistory = 'DescribeStreamPushInfoList'
            PlayHistory = 'DescribeStreamPlayInfoList'
            Status = 'DescribeLiveStreamState'
            Ban = 'ForbidLiveStream'
            Allow = 'ResumeLiveStream'
            Cut = 'DropLiveStream'
            Suspend = 'ForbidLiveStream'
            Resume = 'ResumeLiveStream'
            Delay = 'AddDelayLiveStream'
            LiveList = 'DescribeLiveStreamOnlineList'
            ChannelList = 'DescribeLiveStreamPublishedList'
            StartTape = 'CreateRecordTask'
            StopTape = 'StopRecordTask'
            TapeFiles = 'SearchMedia'
            StartMix = 'CreateCommonMixStream'
            StopMix = 'CancelCommonMixStream'
            Screenshots = 'DescribeCallbackRecordsList'
        }
    }
)

# The parameters of a request, by the service's names without the prefix of API 2.0:
# (Get-Sent $request).StreamName, (Get-Sent $request).stream_id
function Get-Sent($Request) {
    if ($Request.Body) { return $Request.Body | ConvertFrom-Json }
    $sent = @{}
    foreach ($pair in $Request.Query -split '&') {
        $name, $value = $pair -split '=', 2
        $sent[$name -replace '^Param\.[sn]\.'] = [System.Net.WebUtility]::UrlDecode($value)
    }
    [pscustomobject]$sent
}

# How many requests for an interface or action a script needs, at the emulator $emulator of the spec.
function Get-Requests([string]$Interface, [scriptblock]$Script) {
    $before = @(Get-LvbEmulatorRequest -Emulator $emulator -Interface $Interface).Count
    $null = & $Script
    @(Get-LvbEmulatorRequest -Emulator $emulator -Interface $Interface).Count - $before
}
