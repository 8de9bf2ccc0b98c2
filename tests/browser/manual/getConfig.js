var result = wellClient.getConfig()
