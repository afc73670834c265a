# What Azure Functions installs from the gallery before the first call.
@{
    TencentLvb = '0.*'
}
