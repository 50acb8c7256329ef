module example.app {
    requires com.featherhq.client;
}
