var result = wellClient.getWs()
