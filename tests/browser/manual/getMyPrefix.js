var result = wellClient.getMyPrefix()
