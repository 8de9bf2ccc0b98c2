var result = wellClient.isLogined()
